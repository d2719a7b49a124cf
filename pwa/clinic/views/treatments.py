from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from pwa.care import treatment
from pwa.clinic import trail
from pwa.clinic.find import own, own_patient
from pwa.clinic.forms.treatment import TreatmentForm
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.refusal import shown_on
from pwa.decision.reader import read_date
from pwa.store.tables import Patient, Treatment
from pwa.web.session import current_session


@clinic.route("/patients/<patient_id>/treatments/new", methods=["GET", "POST"])
def new_treatment(patient_id: str) -> ResponseReturnValue:
    patient = own_patient(patient_id)
    form = TreatmentForm(**_planned())
    if form.validate_on_submit():
        with shown_on(form):
            made = treatment.record(
                current_session(), patient, source="staff", by=g.staff.id, **_values(form)
            )
            trail.note("treatment.recorded", patient.id, treatment=made.id)
            return _saved(patient, "The treatment is recorded.")
    return form_page("treatment_form", form, patient=patient, treatment=None)


@clinic.route("/treatments/<treatment_id>/correct", methods=["GET", "POST"])
def correct_treatment(treatment_id: str) -> ResponseReturnValue:
    row = own(Treatment, treatment_id)
    patient = own_patient(row.patient_id)
    form = TreatmentForm(obj=row)
    if form.validate_on_submit():
        with shown_on(form):
            made = treatment.correct(current_session(), row, by=g.staff.id, **_values(form))
            trail.note("treatment.corrected", patient.id, treatment=made.id, before=row.id)
            return _saved(patient, "The treatment is corrected.")
    return form_page("treatment_form", form, patient=patient, treatment=row)


@clinic.post("/treatments/<treatment_id>/confirm")
def confirm_treatment(treatment_id: str) -> ResponseReturnValue:
    row = own(Treatment, treatment_id)
    treatment.confirm(current_session(), row, by=g.staff.id)
    trail.note("treatment.confirmed", row.patient_id, treatment=row.id)
    current_session().commit()
    flash(f"The treatment of {row.on:%-d %b %Y} is confirmed.")
    if "patient" in request.args:
        return redirect(url_for("clinic.patient", patient_id=row.patient_id) + "#treatments", 303)
    return redirect(url_for("clinic.worklist"), 303)


@clinic.route("/treatments/<treatment_id>/remove", methods=["GET", "POST"])
def remove_treatment(treatment_id: str) -> ResponseReturnValue:
    row = own(Treatment, treatment_id)
    patient = own_patient(row.patient_id)
    if request.method == "GET":
        return render_template("clinic/remove_treatment.html", treatment=row, patient=patient)
    treatment.remove(current_session(), row, by=g.staff.id)
    trail.note("treatment.removed", patient.id, treatment=row.id)
    return _saved(patient, "The treatment is removed.")


def _planned() -> dict[str, Any]:
    """What a course has planned, when the address names it."""
    planned, on = request.args, read_date(request.args.get("on"))
    found = {"on": on, "kind": planned.get("kind"), "planned": bool(planned.get("planned"))}
    return found if on else {}


def _values(form: TreatmentForm) -> dict[str, Any]:
    return {"on": form.on.data, "kind": form.kind.data, "planned": form.planned.data}


def _saved(patient: Patient, words: str) -> Response:
    current_session().commit()
    flash(f"{words} Any advice is worked out again.")
    return redirect(url_for("clinic.patient", patient_id=patient.id) + "#treatments", 303)
