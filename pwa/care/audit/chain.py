"""Writing a link, in the transaction of what it tells of: both are on record or neither is."""

from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from pwa.care import clock
from pwa.care.audit.events import EVENTS
from pwa.care.audit.link import LONGEST, Actor, hash_of
from pwa.care.audit.verify import head
from pwa.store.prepared import Prepared
from pwa.store.tables import AuditEvent

_INSERT = Prepared(insert(AuditEvent))


def record(
    s: Session, actor: Actor, name: str, subject_id: str | None, **details: Any
) -> AuditEvent:
    """Add an event to the chain of the actor's clinic; the session must be a writing one.

    Writers of a clinic take turns (see `store.db`), so the last link is the last. Where one did
    not, (clinic, number) is unique: it fails, and there is no fork.
    ValueError for an event that is not declared, with other keys, or with a text in its details.
    """
    _check(name, details)
    last = head(s, actor.clinic_id)
    event = AuditEvent(
        clinic_id=actor.clinic_id,
        seq=last.seq + 1,
        at=clock.now(),
        name=name,
        actor=actor.kind,
        actor_id=actor.id,
        subject_id=subject_id,
        details=details,
        previous_hash=last.hash,
        hash="",
    )
    event.hash = hash_of(event)
    _INSERT.run(s, event.model_dump())
    return event


def _check(name: str, details: dict[str, Any]) -> None:
    if name not in EVENTS:
        raise ValueError(f"{name} is not a declared event")
    if set(details) != set(EVENTS[name]):
        raise ValueError(f"{name} has the details {EVENTS[name]}, not {tuple(details)}")
    for key, value in details.items():
        if not all(_is_plain(one) for one in (value if isinstance(value, list) else [value])):
            raise ValueError(f"{name}: {key} must be an id, a code or a number, or a list of them")


def _is_plain(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST
    return value is None or isinstance(value, bool | int)
