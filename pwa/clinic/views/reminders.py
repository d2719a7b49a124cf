from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pwa.care import clock
from pwa.care.reminders import report, wishes
from pwa.care.reminders.report import Server
from pwa.clinic import reads, reminder_words, trail
from pwa.clinic.forms.reminders import RemindersForm
from pwa.clinic.guard import clinic
from pwa.clinic.refusal import shown_on
from pwa.web.session import current_session


@clinic.get("/reminders")
def reminders() -> ResponseReturnValue:
    form = RemindersForm(formdata=None)
    form.fill(wishes.of_clinic(g.clinic))
    return _page(form)


@clinic.post("/reminders")
def change_reminders() -> ResponseReturnValue:
    form, s = RemindersForm(), current_session()
    if form.validate():
        with shown_on(form):
            hours = int(form.quiet_from.data), int(form.quiet_to.data)
            wishes.set_house(s, s.merge(g.clinic), bool(form.email.data), *hours)
            trail.note("reminders.changed", None)
            s.commit()
            flash("The reminders are set.")
            return redirect(url_for("clinic.reminders"), 303)
    return _page(form)


def _page(form: RemindersForm) -> ResponseReturnValue:
    s, now, reach = current_session(), clock.now(), current_app.config["REACH"]
    can = Server(bool(reach.contact), reach.mail is not None)
    page = render_template(
        "clinic/reminders.html",
        form=form,
        can=can,
        unreached=report.unreached(s, g.clinic, can, now)[: reads.LISTED],
        outcomes=report.outcomes(s, g.clinic, now),
        late=report.late(s, g.clinic, now) if any(can) else 0,
        days=report.DAYS,
        said=reminder_words,
    )
    return page, 422 if request.method == "POST" else 200
