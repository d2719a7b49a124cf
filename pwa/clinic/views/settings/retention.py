from flask import flash, g, redirect, url_for
from flask.typing import ResponseReturnValue

from pwa.care import retention as kept
from pwa.clinic import trail
from pwa.clinic.forms.retention import RetentionForm
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.step_up import fresh
from pwa.clinic.views.settings.saved import ours
from pwa.web.session import current_session


@clinic.route("/settings/retention", methods=["GET", "POST"])
@fresh
def retention() -> ResponseReturnValue:
    form = RetentionForm(keep_years=str(g.clinic.keep_years or ""))
    if form.validate_on_submit():
        kept.choose(current_session(), ours(), form.years)
        trail.note("settings.changed", g.clinic_id, fields=["keep_years"])
        current_session().commit()
        flash("The time is saved. Nobody was erased.")
        return redirect(url_for("clinic.retention"), 303)
    s = current_session(writes=False)
    over = kept.over(s, g.clinic)
    rows = kept.rows_of(s, g.clinic, over) if over else {}
    for patient in over:
        trail.seen(patient.id)
    more = len(over) == kept.AT_ONCE
    return form_page("settings/retention", form, over=over, rows=rows, more=more)
