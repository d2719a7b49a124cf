"""How far a case has come, and when something must be done: worked out from what is on record."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from pwa.care import clock
from pwa.care.case.codes import DUE, FOLLOWED_FOR
from pwa.care.who import Who
from pwa.store.tables import AdviceRecord, Appointment, Clinic, Contact, Request, Treatment


def newest(s: Session, patient: Who) -> Request | None:
    """The patient's open case, or else the last one."""
    mine = (Request.clinic_id == patient.clinic_id, Request.patient_id == patient.id)
    order = (col(Request.closed_at).is_not(None), col(Request.opened_at).desc())
    return s.exec(select(Request).where(*mine).order_by(*order).limit(1)).first()


def follow(s: Session, patient: Who) -> None:
    """After a call, a visit or a treatment came, changed or went: see where the case is now."""
    case = newest(s, patient)
    if case and (case.closed_at is None or clock.now() - case.closed_at <= FOLLOWED_FOR):
        refresh(s, case)


def refresh(s: Session, case: Request) -> None:
    """Set the stage, the first call and, while it is open, when something must be done."""
    calls = calls_of(s, case)
    booked, treated = booked_day(s, case), treated_day(s, case)
    case.first_called_at = next((c.created_at for c in calls if c.source == "staff"), None)
    case.stage = _stage(case, calls, booked, treated)
    if case.closed_at is None:
        case.due_at = _due(s, case, calls, booked)
        if case.due_at > clock.now():
            case.escalated_at = None
    s.add(case)
    s.flush()


def calls_of(s: Session, case: Request) -> Sequence[Contact]:
    """Contacts and attempts while it was open, the oldest first."""
    mine = (Contact.clinic_id == case.clinic_id, Contact.patient_id == case.patient_id)
    during = [Contact.created_at >= case.opened_at]
    if case.closed_at:
        during.append(Contact.created_at <= case.closed_at)
    return s.exec(select(Contact).where(*mine, *during).order_by(col(Contact.created_at))).all()


def booked_day(s: Session, case: Request) -> date | None:
    """The day of the first visit that was booked because of it, as far as anyone can tell."""
    return _first_day(s, case, Appointment)


def treated_day(s: Session, case: Request) -> date | None:
    """The day of the first treatment after it was asked."""
    return _first_day(s, case, Treatment)


def _first_day(s: Session, case: Request, table: type[Appointment | Treatment]) -> date | None:
    chosen = select(col(table.on)).where(
        table.clinic_id == case.clinic_id,
        table.patient_id == case.patient_id,
        col(table.removed_at).is_(None),
        table.on >= case.on,
        table.created_at >= case.opened_at,
    )
    if case.closed_at:
        chosen = chosen.where(table.created_at <= case.closed_at + FOLLOWED_FOR)
    return s.exec(chosen.order_by(col(table.on)).limit(1)).first()


def _stage(
    case: Request, calls: Sequence[Contact], booked: date | None, treated: date | None
) -> str:
    if case.closed_by in ("check-in", "staff"):
        return "closed"
    reached = {"treated": treated, "booked": booked, "called": calls}
    return next((stage for stage, fact in reached.items() if fact), _without(case))


def _without(case: Request) -> str:
    return "closed" if case.closed_at else "open"


def _due(s: Session, case: Request, calls: Sequence[Contact], booked: date | None) -> datetime:
    clinic = s.get_one(Clinic, case.clinic_id)
    asked = s.get_one(AdviceRecord, (case.clinic_id, case.advice_id)).created_at
    since = max([case.opened_at, asked, *(call.created_at for call in calls[-1:])])
    waits = [case.snoozed_until, booked if case.urgency == "routine" else None]
    return max([since + DUE[case.urgency], *(end_of(day, clinic.timezone) for day in waits if day)])


def end_of(on: date, timezone: str) -> datetime:
    """The moment at which a local day is over."""
    return datetime.combine(on + timedelta(days=1), time(), ZoneInfo(timezone))
