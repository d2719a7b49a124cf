"""The plain form's "I have contacted the clinic"."""

from flask import redirect
from flask.typing import ResponseReturnValue

from pwa.care import clock, contact
from pwa.patient.door import blueprint, writer
from pwa.web.session import current_session


@blueprint.post("/app/contacted")
def contacted() -> ResponseReturnValue:
    caller = writer()
    today = clock.today(caller.patient.timezone or caller.clinic.timezone)
    contact.record(current_session(), caller.patient, today, "patient", "patient-called")
    current_session().commit()
    return redirect("/app", 303)
