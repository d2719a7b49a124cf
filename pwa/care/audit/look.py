"""Looking through a trail, the newest first: by who did it, what it was, and whom it was about."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlmodel import Session, col, select

from pwa.store.tables import AuditEvent

PAGE = 100


class Wanted(NamedTuple):
    """Which events; None means any. An actor is an id or a kind, such as "cli"."""

    actor: str | None = None
    name: str | None = None
    subjects: Collection[str] | None = None


class Page(NamedTuple):
    """Some events, and the number before which the next ones are."""

    events: Sequence[AuditEvent]
    before: int | None


def page(s: Session, clinic_id: str, wanted: Wanted, before: int | None = None) -> Page:
    """The newest events before a number."""
    chosen = select(AuditEvent).where(AuditEvent.clinic_id == clinic_id)
    if wanted.actor:
        is_kind = wanted.actor in ("system", "cli", "client", "patient")
        column = AuditEvent.actor if is_kind else AuditEvent.actor_id
        chosen = chosen.where(col(column) == wanted.actor)
    if wanted.name:
        chosen = chosen.where(AuditEvent.name == wanted.name)
    if wanted.subjects is not None:
        chosen = chosen.where(col(AuditEvent.subject_id).in_(wanted.subjects))
    if before is not None:
        chosen = chosen.where(AuditEvent.seq < before)
    rows = s.exec(chosen.order_by(col(AuditEvent.seq).desc()).limit(PAGE + 1)).all()
    return Page(rows[:PAGE], rows[PAGE - 1].seq if len(rows) > PAGE else None)
