"""Checking a chain from its first link to its last."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from pwa.care.audit.link import FIRST, Head, hash_of
from pwa.store.prepared import Prepared
from pwa.store.tables import AuditEvent

SLICE = 1000


class Broken(NamedTuple):
    """The first link that does not hold, and why."""

    seq: int
    why: str


def verify(s: Session, clinic_id: str, expected: Head | None = None) -> Head | Broken:
    """The head of a clinic's chain if all of it holds, else its first broken link.

    `expected` is a head that was written down earlier: the chain must still go through it.
    """
    return follow(links(s, clinic_id), expected)


def follow(chain: Iterable[AuditEvent], expected: Head | None = None) -> Head | Broken:
    """The same for links from anywhere, such as an exported file, in their order."""
    last = Head(0, FIRST)
    for event in chain:
        why = _fault(event, last) or _not_as(event, expected)
        if why:
            return Broken(last.seq + 1, why)
        last = Head(event.seq, event.hash)
    if expected and last.seq < expected.seq:
        return Broken(last.seq + 1, f"is missing: the chain once went to {expected.seq}")
    return last


def links(s: Session, clinic_id: str) -> Iterator[AuditEvent]:
    """A clinic's chain from its first link, however long; little of it is held at a time."""
    last = 0
    while events := _after(s, clinic_id, last):
        yield from events
        last = events[-1].seq
        s.expunge_all()


def head(s: Session, clinic_id: str) -> Head:
    """The last link, unchecked; 0 and zeros where there is none."""
    found = _HEAD.rows(s, {"clinic": clinic_id})
    return Head(*found[0]) if found else Head(0, FIRST)


_HEAD = Prepared(
    select(AuditEvent.seq, AuditEvent.hash)
    .where(AuditEvent.clinic_id == bindparam("clinic"))
    .order_by(col(AuditEvent.seq).desc())
    .limit(1)
)


def _after(s: Session, clinic_id: str, seq: int) -> list[AuditEvent]:
    chosen = select(AuditEvent).where(AuditEvent.clinic_id == clinic_id, AuditEvent.seq > seq)
    return list(s.exec(chosen.order_by(col(AuditEvent.seq)).limit(SLICE)))


def _fault(event: AuditEvent, last: Head) -> str | None:
    if event.seq != last.seq + 1:
        return "is missing"
    if event.previous_hash != last.hash:
        return "does not follow the one before it"
    return None if event.hash == hash_of(event) else "was changed"


def _not_as(event: AuditEvent, expected: Head | None) -> str | None:
    if expected is None or event.seq != expected.seq or event.hash == expected.hash:
        return None
    return "is not the one that was written down"
