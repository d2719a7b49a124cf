from collections.abc import Callable

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pwa.care import drafts as care
from pwa.clinic import reads
from pwa.clinic.draft_page import draft_page
from pwa.clinic.find import own
from pwa.clinic.forms.thresholds import ThresholdsForm
from pwa.clinic.guard import clinic
from pwa.clinic.limits import GROUPS, from_typed
from pwa.clinic.page import form_page
from pwa.clinic.refusal import shown_on
from pwa.decision import PARAMETERS, Policy
from pwa.errors import Conflict, Forbidden
from pwa.store.tables import PolicyDraft
from pwa.web.session import current_session


@clinic.get("/drafts")
def drafts() -> ResponseReturnValue:
    s = current_session()
    return render_template(
        "clinic/drafts/list.html",
        drafts=care.page(s, g.clinic_id, request.args.get("after")),
        state_of=care.state_of,
        staff_names=reads.staff_names(s, g.clinic_id),
    )


@clinic.get("/drafts/<draft_id>")
def draft(draft_id: str) -> ResponseReturnValue:
    return draft_page(own(PolicyDraft, draft_id))


@clinic.get("/drafts/<draft_id>/edit")
def edit_draft(draft_id: str) -> ResponseReturnValue:
    found = own(PolicyDraft, draft_id)
    form = ThresholdsForm(formdata=None, why=found.why)
    form.fill(Policy.from_values(found.values))
    return _edit_page(form, found)


@clinic.post("/drafts/<draft_id>/edit")
def change_draft(draft_id: str) -> ResponseReturnValue:
    found, form = own(PolicyDraft, draft_id), ThresholdsForm()
    filled = form.validate()
    with shown_on(form):
        new = from_typed(form.typed)
        if filled:
            why = form.why.data or ""
            return done(
                found,
                lambda: care.change(current_session(), found, g.actor, new.values, why),
                "The draft is saved.",
            )
    return _edit_page(form, found)


@clinic.post("/drafts/<draft_id>/withdraw")
def withdraw_draft(draft_id: str) -> ResponseReturnValue:
    found = own(PolicyDraft, draft_id)
    return done(
        found,
        lambda: care.withdraw(current_session(), found, g.actor),
        "The draft is withdrawn. You can bring it back below.",
    )


@clinic.post("/drafts/<draft_id>/restore")
def restore_draft(draft_id: str) -> ResponseReturnValue:
    found = own(PolicyDraft, draft_id)
    return done(
        found, lambda: care.restore(current_session(), found, g.actor), "The draft is back."
    )


def done(found: PolicyDraft, step: Callable[[], object], words: str) -> ResponseReturnValue:
    """Back to the draft, with what came of the step: others may have been quicker."""
    draft_id = found.id
    try:
        step()
        current_session().commit()
        flash(words)
    except (Conflict, Forbidden) as error:
        current_session().rollback()
        flash(error.message)
    return redirect(url_for("clinic.draft", draft_id=draft_id), 303)


def _edit_page(form: ThresholdsForm, found: PolicyDraft) -> ResponseReturnValue:
    return form_page("drafts/edit", form, draft=found, groups=GROUPS, parameters=PARAMETERS)
