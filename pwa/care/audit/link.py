"""One link of the chain: what it holds, and the hash that ties it to the one before."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

from pwa.store.tables import AuditEvent

FIRST = "0" * 64  # what stands before the first link
HELD = (
    *("clinic_id", "seq", "id", "name", "actor", "actor_id", "subject_id", "details"),
    "previous_hash",
)
LONGEST = 100  # a detail is an id, a code or a number: there is no room for a story


class Actor(NamedTuple):
    """Who acts: a member of staff, a patient, the system itself, a shell or a program."""

    kind: Literal["staff", "patient", "system", "cli", "client"]
    id: str | None
    clinic_id: str


class Head(NamedTuple):
    """The last link. Written down elsewhere, it shows when the end of a chain was cut off."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


def as_json(event: AuditEvent) -> dict[str, Any]:
    """All that the link's hash covers, JSON-ready; the moment in UTC to the microsecond."""
    held = {name: getattr(event, name) for name in HELD}
    return held | {"at": event.at.astimezone(UTC).isoformat(timespec="microseconds")}


def hash_of(event: AuditEvent) -> str:
    """SHA-256 over everything that the link holds, the hash of the one before included."""
    written = json.dumps(as_json(event), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(written.encode()).hexdigest()


def from_json(said: dict[str, Any]) -> AuditEvent:
    """A link as it was exported; KeyError or ValueError for anything else."""
    values = {name: said[name] for name in (*HELD, "hash")}
    return AuditEvent(**values, at=datetime.fromisoformat(said["at"]))
