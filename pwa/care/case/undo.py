"""Taking back what one did about cases, for a few minutes: all that was done with one press."""

from sqlmodel import Session, select

from pwa.care import clock
from pwa.care.case import closing, snooze, turn
from pwa.care.case.codes import UNDO_FOR
from pwa.errors import Conflict
from pwa.store.tables import CaseEvent, Request

UNDOABLE = ("taken", "snoozed", "closed")


def undoable(s: Session, clinic_id: str, by: str, event_id: str) -> list[CaseEvent]:
    """The events of one press, while whoever did it may still take it back."""
    first = s.get(CaseEvent, (clinic_id, event_id))
    if first is None or first.staff_id != by or first.kind not in UNDOABLE:
        return []
    if clock.now() - first.at > UNDO_FOR:
        return []
    together = select(CaseEvent).where(
        CaseEvent.clinic_id == clinic_id,
        CaseEvent.staff_id == by,
        CaseEvent.kind == first.kind,
        CaseEvent.at == first.at,
    )
    return list(s.exec(together))


def take_back(s: Session, events: list[CaseEvent], by: str) -> list[CaseEvent]:
    """Undo each that still stands; what that made."""
    return [made for event in events if (made := _take_back(s, event, by))]


def _take_back(s: Session, event: CaseEvent, by: str) -> CaseEvent | None:
    case = s.get_one(Request, (event.clinic_id, event.request_id))
    try:
        if event.kind == "taken":
            return turn.release(s, case, by)
        if event.kind == "closed":
            return closing.reopen(s, case, by)
    except Conflict:
        return None
    stands = case.closed_at is None and case.snoozed_until == event.until
    return snooze.wake(s, case, by) if stands else None
