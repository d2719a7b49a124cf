from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pwa.care import between, languages, policy, rhythm
from pwa.clinic import trail
from pwa.clinic.forms.settings import SettingsForm, settings_form
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.refusal import shown_on
from pwa.decision.rhythm import PARAMETERS
from pwa.web.session import current_session


@clinic.route("/settings/check-ins", methods=["GET", "POST"])
def check_in_settings() -> ResponseReturnValue:
    form = settings_form()
    _, limits = policy.limits(current_session(), g.clinic_id)
    if request.method == "GET":
        form.fill(g.clinic, rhythm.of_clinic(g.clinic, limits))
    elif form.validate():
        with shown_on(form):
            _save(form)
            flash("The settings are saved. Phones get them at their next contact.")
            return redirect(url_for("clinic.check_in_settings"), 303)
    return form_page(
        "settings/check_ins",
        form,
        parameters=PARAMETERS,
        interval=limits.check_in_interval_days,
        ours={code: between.ours(languages.of(code)) for code in form.codes},
    )


def _save(form: SettingsForm) -> None:
    s, ours = current_session(), current_session().merge(g.clinic)
    ours.shows_plan = bool(form.shows_plan.data)
    rhythm.choose(s, ours, form.rhythm)
    for code, words in form.between.items():
        between.keep(s, ours, code, words)
    trail.note("settings.changed", g.clinic_id, fields=["check-ins"])
    s.commit()
