"""What staff did about a case and no other row tells. Events are never changed."""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from pwa.care import clock
from pwa.store.tables import CaseEvent, Request, new_id

# Calls, visits and treatments have rows of their own.
KINDS = ("taken", "released", "note", "snoozed", "woken", "escalated", "closed", "reopened")


class Through(NamedTuple):
    """A record system in which somebody did it, and the id that the event has at each try."""

    client_id: str
    event_id: str


def note(
    s: Session,
    case: Request,
    kind: str,
    by: str | None = None,
    code: str | None = None,
    text: str = "",
    until: date | None = None,
    through: Through | None = None,
) -> CaseEvent:
    """Keep one event of a case; `by` is the member of staff, or None for the service itself."""
    made = CaseEvent(
        clinic_id=case.clinic_id,
        id=through.event_id if through else new_id(),
        request_id=case.id,
        patient_id=case.patient_id,
        kind=kind,
        code=code,
        note=text,
        until=until,
        staff_id=by,
        at=clock.now(),
        client_id=through.client_id if through else None,
    )
    s.add(made)
    s.flush()
    return made


def list_of(s: Session, case: Request) -> list[CaseEvent]:
    """A case's events, the oldest first."""
    mine = (CaseEvent.clinic_id == case.clinic_id, CaseEvent.request_id == case.id)
    return list(s.exec(select(CaseEvent).where(*mine).order_by(col(CaseEvent.at))))
