from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pwa.care import drafts, policy
from pwa.care.case import budget
from pwa.clinic import reads
from pwa.clinic.forms.thresholds import ThresholdsForm
from pwa.clinic.guard import clinic
from pwa.clinic.limits import GROUPS, from_typed
from pwa.clinic.refusal import shown_on
from pwa.decision import PARAMETERS, PRESETS, Policy
from pwa.store.tables import PolicyVersion
from pwa.web.session import current_session


@clinic.get("/thresholds")
def thresholds() -> ResponseReturnValue:
    version, limits = policy.current(current_session(), g.clinic_id)
    preset = request.args.get("preset")
    form = ThresholdsForm(formdata=None, preset=preset, based_on=str(version.number))
    form.fill(Policy.from_values(PRESETS[preset]) if preset in PRESETS else limits)
    return _page(form, version, preset if preset in PRESETS else None)


@clinic.post("/thresholds")
def change_thresholds() -> ResponseReturnValue:
    s = current_session()
    version, _ = policy.current(s, g.clinic_id)
    form = ThresholdsForm()
    filled = form.validate()
    with shown_on(form):
        new = from_typed(form.typed)
        if filled and form.is_based_on(version.number):
            made = drafts.begin(s, g.actor, new.values, form.why.data or "")
            s.commit()
            flash("Saved as a draft. The thresholds in force stay as they are.")
            return redirect(url_for("clinic.draft", draft_id=made.id), 303)
    return _page(form, version), 422


def _page(form: ThresholdsForm, version: PolicyVersion, preset: str | None = None) -> str:
    s = current_session()
    return render_template(
        "clinic/thresholds.html",
        form=form,
        version=version,
        preset=preset,
        presets=PRESETS,
        groups=GROUPS,
        parameters=PARAMETERS,
        drafts=drafts.in_hand(s, g.clinic_id),
        state_of=drafts.state_of,
        staff_names=reads.staff_names(s, g.clinic_id),
        load=budget.load(s, g.clinic),
    )
