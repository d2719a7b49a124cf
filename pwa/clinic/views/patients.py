from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pwa.care import enrol
from pwa.care.patients import last_check_ins
from pwa.clinic import reads, trail
from pwa.clinic.find import own_patient
from pwa.clinic.forms.patient import PatientForm
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.web.session import current_session


@clinic.route("/patients", methods=["GET", "POST"])
def patients() -> ResponseReturnValue:
    # Who is looked for is posted: addresses are kept in histories and logs.
    s, words = current_session(), request.form.get("q", "")[:100].strip()
    archived = "archived" in request.values
    page = reads.patients(s, g.clinic_id, words, request.values.get("after"), archived=archived)
    ids = [patient.id for patient in page.rows]
    return render_template(
        "clinic/patients.html",
        page=page,
        words=words,
        archived=archived,
        checked_in=last_check_ins(s, g.clinic_id, ids),
        requests=reads.open_requests(s, g.clinic_id, ids),
    )


@clinic.route("/patients/new", methods=["GET", "POST"])
def new_patient() -> ResponseReturnValue:
    form = PatientForm()
    if not form.validate_on_submit():
        return form_page("patient_form", form, patient=None)
    patient = enrol.add_patient(current_session(), g.clinic_id, **_values(form))
    trail.note("patient.added", patient.id)
    current_session().commit()
    flash(f"{patient.name} is added. Next: invite them, so that their phone is paired.")
    return redirect(url_for("clinic.patient", patient_id=patient.id), 303)


@clinic.route("/patients/<patient_id>/edit", methods=["GET", "POST"])
def edit_patient(patient_id: str) -> ResponseReturnValue:
    patient = own_patient(patient_id)
    form = PatientForm(obj=patient)
    if not form.validate_on_submit():
        return form_page("patient_form", form, patient=patient)
    values = _values(form)
    changed = sorted(name for name, value in values.items() if getattr(patient, name) != value)
    enrol.edit_patient(current_session(), patient, **values)
    trail.note("patient.changed", patient.id, fields=changed)
    current_session().commit()
    flash("The details are saved.")
    return redirect(url_for("clinic.patient", patient_id=patient.id), 303)


@clinic.route("/patients/<patient_id>/archive", methods=["GET", "POST"])
def archive_patient(patient_id: str) -> ResponseReturnValue:
    patient = own_patient(patient_id)
    if request.method == "GET":
        return render_template("clinic/archive.html", patient=patient)
    enrol.archive_patient(current_session(), patient)
    trail.note("patient.archived", patient.id)
    current_session().commit()
    flash(f"{patient.name} is archived: off the lists, with nothing deleted.")
    return redirect(url_for("clinic.patients"), 303)


@clinic.post("/patients/<patient_id>/bring-back")
def bring_back_patient(patient_id: str) -> ResponseReturnValue:
    patient = own_patient(patient_id)
    enrol.bring_back(current_session(), patient)
    trail.note("patient.brought-back", patient.id)
    current_session().commit()
    flash(f"{patient.name} is back on the lists, and their phones can send again.")
    return redirect(url_for("clinic.patient", patient_id=patient.id), 303)


def _values(form: PatientForm) -> dict[str, Any]:
    values = {name: form[name].data or "" for name in ("name", "phone", "email", "reference")}
    return {**values, "language": form.language.data, "timezone": form.timezone.data or None}
