"""Who is at it: nobody is called twice for the same thing."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from pwa.care import clock, request
from pwa.care.case import event
from pwa.care.case.codes import TAKEN_FOR
from pwa.care.case.planned import case_of, hold
from pwa.care.history import REACHED
from pwa.errors import Conflict
from pwa.store.tables import CaseEvent, Clinic, Contact, Patient, Request, Staff


def holder(case: Request) -> str | None:
    """The member of staff who is at it now."""
    taken = case.taken_at if case.closed_at is None else None
    return case.taken_by if taken and clock.now() - taken < TAKEN_FOR else None


def take(s: Session, patient: Patient, by: str, today: date, over: bool = False) -> CaseEvent:
    """From now on it is theirs; Conflict while it is somebody else's, unless they take it over."""
    case = case_of(s, patient, today)
    if not over:
        keep_out(s, case, by)
    case.taken_by, case.taken_at = by, clock.now()
    s.add(case)
    return event.note(s, case, "taken", by)


def release(s: Session, case: Request, by: str) -> CaseEvent:
    """They hand it back. Conflict when it is not theirs."""
    if holder(case) != by:
        raise Conflict("This is not yours to hand back any more.")
    case.taken_by = case.taken_at = None
    s.add(case)
    return event.note(s, case, "released", by)


def keep_out(s: Session, case: Request, by: str | None) -> None:
    """Conflict while somebody else is at it."""
    other = holder(case)
    if other and other != by:
        at = _clock_time(s, case.clinic_id, case.taken_at or case.opened_at)
        name = _name(s, case.clinic_id, other)
        raise Conflict(f"{name} has been on it since {at}. Ask them, or take it over first.")


def may_call(s: Session, patient: Patient, by: str, outcome: str, seen_at: datetime | None) -> None:
    """Before a call is noted: Conflict when somebody else is at it, or was quicker.

    `seen_at` is when the caller's page was opened. That the patient called may always be noted.
    """
    hold(s, patient)
    case = request.open_of(s, patient)
    if case and outcome != "patient-called":
        keep_out(s, case, by)
    quicker = _reached_since(s, patient, seen_at) if seen_at else None
    if quicker:
        at = _clock_time(s, patient.clinic_id, quicker.created_at)
        raise Conflict(
            f"{_who_spoke(s, quicker)} at {at}, after you opened this page. "
            "Save again only if yours was another call."
        )


def called(s: Session, case: Request | None, by: str | None) -> None:
    """Whoever noted a call is done with it for now."""
    if case and case.taken_by == by:
        case.taken_by = case.taken_at = None
        s.add(case)


def _reached_since(s: Session, patient: Patient, seen_at: datetime) -> Contact | None:
    chosen = select(Contact).where(
        Contact.clinic_id == patient.clinic_id,
        Contact.patient_id == patient.id,
        col(Contact.outcome).in_(REACHED),
        Contact.created_at > seen_at,
    )
    return s.exec(chosen.order_by(col(Contact.created_at).desc()).limit(1)).first()


def _who_spoke(s: Session, contact: Contact) -> str:
    if contact.staff_id is None:
        return "The patient noted a call with you"
    return f"{_name(s, contact.clinic_id, contact.staff_id)} noted that they had spoken"


def _name(s: Session, clinic_id: str, staff_id: str) -> str:
    return s.get_one(Staff, (clinic_id, staff_id)).name


def _clock_time(s: Session, clinic_id: str, at: datetime) -> str:
    return f"{at.astimezone(ZoneInfo(s.get_one(Clinic, clinic_id).timezone)):%H:%M}"
