"""Rows that wait to be sent: one UPDATE claims each, and a claim that nobody ended is found.

Their table has `state` (waiting, sending, …), `due_at`, `claimed_at` and `tries`. What becomes of
an abandoned one is its owner's to say: a reminder is given up, a webhook's message sent again.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, select


def claimed(s: Session, table: Any, clinic_id: str, row_id: str, now: datetime) -> bool:
    """Take one, so that nobody else can; False when somebody else has. Commit before sending."""
    waits = (table.state == "waiting", table.due_at <= now)
    taken = s.execute(
        update(table)
        .where(table.clinic_id == clinic_id, table.id == row_id, *waits)
        .values(state="sending", claimed_at=now, tries=table.tries + 1)
        .returning(table.id)
    )
    return taken.first() is not None


def abandoned(table: Any, clinic_id: str, before: datetime) -> tuple[ColumnElement[bool], ...]:
    """Which were claimed before then, and never ended."""
    return table.clinic_id == clinic_id, table.state == "sending", table.claimed_at <= before


def any_abandoned(s: Session, table: Any, clinic_id: str, before: datetime) -> bool:
    """Whether someone died between claiming and ending. Only reads."""
    chosen = select(table.id).where(*abandoned(table, clinic_id, before))
    return s.exec(chosen.limit(1)).first() is not None
