"""The second person, and the way into force."""

from datetime import date

from flask import flash, g, redirect, url_for
from flask.typing import ResponseReturnValue

from pwa.care import drafts as care
from pwa.clinic.draft_page import draft_page
from pwa.clinic.find import own
from pwa.clinic.forms.drafts import PublishForm, ReviewForm
from pwa.clinic.guard import clinic
from pwa.clinic.refusal import shown_on
from pwa.clinic.show import day
from pwa.clinic.step_up import fresh
from pwa.clinic.views.drafts import done
from pwa.store.tables import PolicyDraft
from pwa.web.session import current_session


@clinic.post("/drafts/<draft_id>/review")
def review_draft(draft_id: str) -> ResponseReturnValue:
    found, form = own(PolicyDraft, draft_id), ReviewForm()
    if not form.validate():
        return draft_page(found, form)
    agrees = form.verdict.data == "agree"
    step = care.agree if agrees else care.send_back
    words = "The draft is reviewed. Next it is published." if agrees else "The draft is sent back."
    note = form.note.data or ""
    return done(found, lambda: step(current_session(), found, g.actor, note), words)


@clinic.post("/drafts/<draft_id>/review/take-back")
def take_back_review(draft_id: str) -> ResponseReturnValue:
    found = own(PolicyDraft, draft_id)
    return done(
        found,
        lambda: care.take_back_review(current_session(), found, g.actor),
        "Your review is taken back.",
    )


@clinic.post("/drafts/<draft_id>/publish")
@fresh
def publish_draft(draft_id: str) -> ResponseReturnValue:
    found, form = own(PolicyDraft, draft_id), PublishForm()
    if form.validate() and form.on.data:
        with shown_on(form):
            return _published(found, form.on.data)
    return draft_page(own(PolicyDraft, draft_id), form)


def _published(found: PolicyDraft, on: date) -> ResponseReturnValue:
    s = current_session()
    made = care.publish(s, found, g.actor, on)
    s.commit()
    if made is None:
        flash(f"The draft is in force by itself from {day(on)}. Until then you can take that back.")
        return redirect(url_for("clinic.draft", draft_id=found.id), 303)
    flash(f"Version {made.number} is in force. Phones get their new plan at their next contact.")
    return redirect(url_for("clinic.version", number=made.number), 303)


@clinic.post("/drafts/<draft_id>/publish/take-back")
def cancel_draft_date(draft_id: str) -> ResponseReturnValue:
    found = own(PolicyDraft, draft_id)
    return done(
        found,
        lambda: care.cancel_date(current_session(), found, g.actor),
        "It is not published by itself any more.",
    )
