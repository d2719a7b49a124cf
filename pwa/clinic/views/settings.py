from flask import flash, g, redirect, url_for
from flask.typing import ResponseReturnValue

from pwa.care import between, languages, policy, rhythm
from pwa.clinic.forms.settings import SettingsForm, settings_form
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.refusal import shown_on
from pwa.decision.rhythm import PARAMETERS
from pwa.web.session import current_session


@clinic.get("/settings")
def settings() -> ResponseReturnValue:
    form = settings_form()
    _, limits = policy.limits(current_session(), g.clinic_id)
    form.fill(g.clinic, rhythm.of_clinic(g.clinic, limits))
    return _page(form)


@clinic.post("/settings")
def change_settings() -> ResponseReturnValue:
    form = settings_form()
    if form.validate():
        with shown_on(form):
            _save(form)
            flash("The settings are saved. Phones get them at their next contact.")
            return redirect(url_for("clinic.settings"), 303)
    return _page(form)


def _save(form: SettingsForm) -> None:
    s, ours = current_session(), current_session().merge(g.clinic)
    ours.shows_plan = bool(form.shows_plan.data)
    rhythm.choose(s, ours, form.rhythm)
    for code, words in form.between.items():
        between.keep(s, ours, code, words)
    s.commit()


def _page(form: SettingsForm) -> ResponseReturnValue:
    _, limits = policy.limits(current_session(), g.clinic_id)
    return form_page(
        "settings",
        form,
        parameters=PARAMETERS,
        interval=limits.check_in_interval_days,
        ours={code: between.ours(languages.of(code)) for code in languages.offered()},
    )
