from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pwa.care import clock, policy
from pwa.clinic.effect import effect
from pwa.clinic.forms.thresholds import ThresholdsForm
from pwa.clinic.guard import clinic
from pwa.clinic.limits import GROUPS, from_typed
from pwa.clinic.refusal import shown_on
from pwa.decision import PARAMETERS, PRESETS, Policy, differences
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
    version, old = policy.current(current_session(), g.clinic_id)
    form = ThresholdsForm()
    filled = form.validate()
    with shown_on(form):
        new = from_typed(form.typed)
        if filled:
            return _confirm_or_save(form, version, old, new)
    return _page(form, version), 422


def _confirm_or_save(
    form: ThresholdsForm, version: PolicyVersion, old: Policy, new: Policy
) -> ResponseReturnValue:
    changed = differences(old, new)
    if not changed:
        form.form_errors.append("Nothing differs from the thresholds in force.")
    elif form.based_on.data != str(version.number):
        form.form_errors.append(
            f"Version {version.number} was published in the meantime. "
            "Compare with it, then try again."
        )
    elif "confirmed" in request.form:
        return _publish(form, new)
    else:
        return _confirm(form, changed, old, new)
    form.based_on.data = str(version.number)
    return _page(form, version), 422


def _confirm(form: ThresholdsForm, changed: list[str], old: Policy, new: Policy) -> str:
    current_session().rollback()  # looking back takes a while, in which others may write
    with current_app.extensions["db"].session(writes=False) as reader:
        found = effect(reader, g.clinic_id, old, new, clock.today(g.clinic.timezone))
    return render_template(
        "clinic/thresholds_confirm.html", form=form, changed=changed, effect=found
    )


def _publish(form: ThresholdsForm, new: Policy) -> ResponseReturnValue:
    preset = next((name for name, values in PRESETS.items() if values == new.values), None)
    s = current_session()
    made = policy.publish(s, g.clinic_id, new.values, preset, form.why.data or "", g.staff.id)
    s.commit()
    flash(f"Version {made.number} is in force. Phones get their new plan at their next contact.")
    return redirect(url_for("clinic.version", number=made.number), 303)


def _page(form: ThresholdsForm, version: PolicyVersion, preset: str | None = None) -> str:
    return render_template(
        "clinic/thresholds.html",
        form=form,
        version=version,
        preset=preset,
        presets=PRESETS,
        groups=GROUPS,
        parameters=PARAMETERS,
    )
