"""Taking back a contact that was saved by mistake, for a few minutes and by who saved it."""

from datetime import timedelta
from typing import NamedTuple

from flask import g
from sqlmodel import Session, select

from pwa.care import clock, plan, request
from pwa.care.case import state
from pwa.care.webhooks import outbox
from pwa.store.tables import Contact, Patient, Request
from pwa.web.session import current_session

FOR = timedelta(minutes=10)


class Undoable(NamedTuple):
    contact: Contact
    patient: Patient


def undoable(contact_id: str | None) -> Undoable | None:
    """The contact, while the one who saved it may still take it back."""
    key = {"clinic_id": g.clinic_id, "id": contact_id}
    contact = current_session().get(Contact, key) if contact_id else None
    if contact is None or contact.staff_id != g.staff.id or clock.now() - contact.created_at > FOR:
        return None
    patient = current_session().get_one(
        Patient, {"clinic_id": g.clinic_id, "id": contact.patient_id}
    )
    return Undoable(contact, patient)


def take_back(s: Session, made: Undoable) -> None:
    """Delete the contact; the request that it closed is open again, unless there is a newer one."""
    closed = s.exec(
        select(Request).where(
            Request.clinic_id == made.contact.clinic_id, Request.contact_id == made.contact.id
        )
    ).first()
    if closed:
        closed.contact_id = None
        if request.open_of(s, made.patient) is None:
            closed.closed_at = closed.closed_by = None
            outbox.tell_case(s, closed, "contact.requested")
    s.flush()
    s.delete(made.contact)
    s.flush()
    state.follow(s, made.patient)
    plan.mark_stale(s, made.patient)
