"""A case that nobody acted on in time is marked once, by whoever looks first."""

from datetime import datetime

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, or_, select

from pwa.care.case import event, state
from pwa.store.tables import Request

AT_ONCE = 500


def waiting(s: Session, clinic_id: str, now: datetime) -> bool:
    """Whether any case is overdue and not marked yet. Only reads."""
    overdue = or_(col(Request.due_at) <= now, col(Request.due_at).is_(None))
    found = s.exec(select(Request.id).where(*_unmarked(clinic_id), overdue).limit(1))
    return found.first() is not None


def mark(s: Session, clinic_id: str, now: datetime) -> int:
    """Mark what is overdue now; how many that were. Of two at once only one marks a case."""
    _work_out_when(s, clinic_id)
    late = col(Request.due_at) <= now
    first = select(Request.id).where(*_unmarked(clinic_id), late).limit(AT_ONCE)
    marked = s.execute(
        update(Request)
        .where(*_unmarked(clinic_id), late, col(Request.id).in_(first))
        .values(escalated_at=now, changed_at=now)
        .returning(col(Request.id))
    )
    ids = list(marked.scalars())
    for case_id in ids:
        event.note(s, s.get_one(Request, (clinic_id, case_id)), "escalated")
    return len(ids)


def _work_out_when(s: Session, clinic_id: str) -> None:
    """Requests from before there were cases have no time yet."""
    unknown = col(Request.due_at).is_(None)
    for case in s.exec(select(Request).where(*_unmarked(clinic_id), unknown).limit(AT_ONCE)):
        state.refresh(s, case)


def _unmarked(clinic_id: str) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Request.clinic_id) == clinic_id,
        col(Request.closed_at).is_(None),
        col(Request.escalated_at).is_(None),
    )
