"""Lists of drafts, newest first, each bounded."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy.orm import defer
from sqlmodel import Session, col, or_, select, tuple_
from sqlmodel.sql.expression import SelectOfScalar

from pwa.care.audit import Actor
from pwa.care.drafts.states import EDITABLE
from pwa.store.tables import PolicyDraft

IN_HAND = 20
PAGE = 50


class Drafts(NamedTuple):
    """Some drafts, and the id after which the next ones come."""

    rows: Sequence[PolicyDraft]
    after: str | None


def in_hand(s: Session, clinic_id: str) -> Sequence[PolicyDraft]:
    """Drafts that somebody has still to do something about."""
    chosen = _listed().where(
        PolicyDraft.clinic_id == clinic_id, col(PolicyDraft.state).in_(EDITABLE)
    )
    return s.exec(chosen.order_by(col(PolicyDraft.changed_at).desc()).limit(IN_HAND)).all()


def on_the_desk_of(s: Session, actor: Actor) -> PolicyDraft | None:
    """The oldest draft that waits for this person: to review, or sent back to its author."""
    is_mine = col(PolicyDraft.author_id) == actor.id
    was_judged = col(PolicyDraft.reviewed_by).is_not(None)
    chosen = _listed().where(
        PolicyDraft.clinic_id == actor.clinic_id,
        PolicyDraft.state == "draft",
        or_(is_mine & was_judged, ~is_mine & ~was_judged),
    )
    return s.exec(chosen.order_by(col(PolicyDraft.changed_at)).limit(1)).first()


def page(s: Session, clinic_id: str, after: str | None = None) -> Drafts:
    """All of them, from the one after `after` on."""
    key = (col(PolicyDraft.created_at), col(PolicyDraft.id))
    chosen = _listed().where(PolicyDraft.clinic_id == clinic_id)
    last = s.get(PolicyDraft, {"clinic_id": clinic_id, "id": after}) if after else None
    if last:
        chosen = chosen.where(tuple_(*key) < (last.created_at, last.id))
    rows = s.exec(chosen.order_by(*(part.desc() for part in key)).limit(PAGE + 1)).all()
    return Drafts(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def _listed() -> SelectOfScalar[PolicyDraft]:
    """Without the lab's figures, a hundred times as long as the rest: they come when looked at."""
    figures: Any = PolicyDraft.lab
    return select(PolicyDraft).options(defer(figures))
