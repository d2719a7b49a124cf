from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from pwa.care import erase
from pwa.clinic import trail
from pwa.clinic.find import own_patient
from pwa.clinic.forms.erasure import ErasureForm
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.step_up import fresh
from pwa.web.session import current_session


@clinic.route("/patients/<patient_id>/erase", methods=["GET", "POST"])
@fresh
def erase_patient(patient_id: str) -> ResponseReturnValue:
    patient = own_patient(patient_id)
    form = ErasureForm(patient.name)
    if not form.validate_on_submit():
        return form_page("erase", form, patient=patient)
    erase.erase(current_session(), patient)
    trail.note("patient.erased", patient_id)
    current_session().commit()
    flash("Everything about the patient is deleted.")
    return redirect(url_for("clinic.patients"), 303)


@clinic.post("/patients/<patient_id>/keep-data")
def keep_data(patient_id: str) -> ResponseReturnValue:
    patient = own_patient(patient_id)
    erase.withdraw(current_session(), patient)
    trail.note("deletion.withdrawn", patient.id)
    current_session().commit()
    flash("The request to delete is closed, and nothing was deleted.")
    return redirect(url_for("clinic.patient", patient_id=patient.id), 303)
