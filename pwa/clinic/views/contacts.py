from flask import abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue

from pwa.care import clock, contact
from pwa.care.case import turn
from pwa.clinic import trail, undo
from pwa.clinic.find import own_patient
from pwa.clinic.forms.contact import ContactForm
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.refusal import shown_on
from pwa.store.tables import Contact, Patient
from pwa.web.session import current_session


@clinic.route("/patients/<patient_id>/contact", methods=["GET", "POST"])
def record_contact(patient_id: str) -> ResponseReturnValue:
    patient = own_patient(patient_id)
    form = ContactForm(prefix=patient.id)
    if form.validate_on_submit():
        with shown_on(form):
            made = _note(form, patient)
            return redirect(url_for("clinic.worklist", contacted=made.id), 303)
    if form.form_errors:
        form.look_again()
    return form_page("contact", form, patient=own_patient(patient_id))


def _note(form: ContactForm, patient: Patient) -> Contact:
    s, today = current_session(), clock.today(patient.timezone or g.clinic.timezone)
    outcome = form.outcome.data
    turn.may_call(s, patient, g.staff.id, outcome, form.seen_at)
    made = contact.record(s, patient, today, "staff", outcome, form.note.data or "", g.staff.id)
    trail.note("contact.recorded", patient.id, contact=made.id, outcome=made.outcome)
    s.commit()
    return made


@clinic.post("/contacts/<contact_id>/undo")
def undo_contact(contact_id: str) -> ResponseReturnValue:
    made = undo.undoable(contact_id)
    if made is None:
        abort(404)
    undo.take_back(current_session(), made)
    trail.note("contact.taken-back", made.patient.id, contact=made.contact.id)
    current_session().commit()
    flash("The contact was taken back. It is on the list as before.")
    return redirect(url_for("clinic.worklist"), 303)
