"""Writing a link, in the transaction of what it tells of: both are on record or neither is."""

from typing import Any

from sqlmodel import Session, select

from pwa.care import clock
from pwa.care.audit.events import EVENTS
from pwa.care.audit.link import LONGEST, Actor, Head, hash_of
from pwa.care.audit.verify import head
from pwa.store.tables import AuditEvent, Clinic


def record(
    s: Session, actor: Actor, name: str, subject_id: str | None, **details: Any
) -> AuditEvent:
    """Add an event to the chain of the actor's clinic; the session must be a writing one.

    Best done last before the commit: from here on others of the clinic wait for their turn.
    ValueError for an event that is not declared, with other keys, or with a text in its details.
    """
    _check(name, details)
    s.flush()
    last = _last(s, actor.clinic_id)
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
    s.add(event)
    s.flush()
    return event


def _last(s: Session, clinic_id: str) -> Head:
    # One writer at a time for each clinic: where writers don't take turns anyway, they do so at
    # the clinic's row. The last link can't be what they wait for, because they all make a new one.
    turn = select(Clinic.id).where(Clinic.id == clinic_id).with_for_update(key_share=True)
    s.execute(turn)
    return head(s, clinic_id)


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
