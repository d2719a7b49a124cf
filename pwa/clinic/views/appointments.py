from datetime import date
from typing import cast

from flask import flash, g, redirect, url_for
from flask.typing import ResponseReturnValue

from pwa.care import appointment
from pwa.clinic import trail
from pwa.clinic.find import own, own_patient
from pwa.clinic.forms.appointment import AppointmentForm
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.refusal import shown_on
from pwa.store.tables import Appointment
from pwa.web.session import current_session


@clinic.route("/patients/<patient_id>/appointments/new", methods=["GET", "POST"])
def new_appointment(patient_id: str) -> ResponseReturnValue:
    patient = own_patient(patient_id)
    form = AppointmentForm()
    if form.validate_on_submit():
        with shown_on(form):
            on = cast(date, form.on.data)
            made = appointment.book(current_session(), patient, on=on, by=g.staff.id)
            trail.note("appointment.booked", patient.id, appointment=made.id)
            current_session().commit()
            flash("The appointment is noted.")
            return redirect(_back(patient.id), 303)
    return form_page("appointment_form", form, patient=patient)


@clinic.post("/appointments/<appointment_id>/cancel")
def cancel_appointment(appointment_id: str) -> ResponseReturnValue:
    row = own(Appointment, appointment_id)
    appointment.cancel(current_session(), row)
    trail.note("appointment.cancelled", row.patient_id, appointment=row.id)
    current_session().commit()
    flash(f"The appointment on {row.on:%-d %b %Y} is cancelled.")
    return redirect(_back(row.patient_id), 303)


def _back(patient_id: str) -> str:
    return url_for("clinic.patient", patient_id=patient_id) + "#appointments"
