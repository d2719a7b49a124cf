"""Contacts between a patient and the clinic. Only one that reached somebody answers a request."""

from datetime import date

from sqlmodel import Session, col, select

from pwa.care import clock, plan, request
from pwa.care.case import state, turn
from pwa.care.history import REACHED
from pwa.care.patients import today_of
from pwa.care.who import Who
from pwa.errors import Fault, Invalid
from pwa.store.tables import Contact

OUTCOMES = {
    "reached": "Reached",
    "patient-called": "The patient called us",
    "no-answer": "No answer",
    "message-left": "Left a message",
    "wrong-number": "Wrong number",
}
LONGEST_NOTE = 2000


def record(
    s: Session,
    patient: Who,
    on: date,
    source: str,
    outcome: str,
    note: str = "",
    staff_id: str | None = None,
    contact_id: str | None = None,
    digest: str | None = None,
) -> Contact:
    """A contact or an attempt on a day not after the patient's today.

    One that reached somebody closes an open request of that day or before, and quiet begins.
    """
    _check(s, patient, on, outcome, note)
    contact = Contact(
        clinic_id=patient.clinic_id,
        patient_id=patient.id,
        on=on,
        source=source,
        outcome=outcome,
        note=note,
        staff_id=staff_id,
        digest=digest,
        created_at=clock.now(),
    )
    if contact_id:
        contact.id = contact_id
    s.add(contact)
    s.flush()
    turn.called(s, request.open_of(s, patient), staff_id)
    if outcome in REACHED:
        plan.mark_stale(s, patient)
        request.after_contact_or_treatment(s, patient, on, "contact", contact.id)
    state.follow(s, patient)
    return contact


def last_reached(s: Session, patient: Who) -> date | None:
    """The day of the last contact that reached somebody."""
    chosen = select(col(Contact.on)).where(
        Contact.clinic_id == patient.clinic_id,
        Contact.patient_id == patient.id,
        col(Contact.outcome).in_(REACHED),
    )
    return s.exec(chosen.order_by(col(Contact.on).desc()).limit(1)).first()


def list_of(s: Session, patient: Who) -> list[Contact]:
    """Every contact and attempt, the newest first."""
    chosen = select(Contact).where(
        Contact.clinic_id == patient.clinic_id, Contact.patient_id == patient.id
    )
    return list(s.exec(chosen.order_by(col(Contact.on).desc(), col(Contact.created_at).desc())))


def _check(s: Session, patient: Who, on: date, outcome: str, note: str) -> None:
    faults = []
    if on > today_of(s, patient):
        faults.append(Fault("on", "must not be after today"))
    if outcome not in OUTCOMES:
        faults.append(Fault("outcome", f"must be one of {', '.join(OUTCOMES)}"))
    if len(note) > LONGEST_NOTE:
        faults.append(Fault("note", f"must have at most {LONGEST_NOTE} characters"))
    if faults:
        raise Invalid(faults)
