"""From a key to its clinic, for whoever cannot say it: an e-mail, a passkey, a link, a code.

It is a table of hashes. What is here once is unique over all clinics: an e-mail that signs in, for
one. Rows are written in the transaction of what they lead to.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import Session, col

from pwa.store.db import enter
from pwa.store.insert import unless_there
from pwa.store.tables import Directory

KINDS = (
    *("clinic", "staff", "passkey", "staff-invite", "invite", "code"),
    *("draft", "webhook", "client", "access-token"),
)


def put(
    s: Session, kind: str, key: str, clinic_id: str, expires_at: datetime | None = None
) -> bool:
    """Lead a key to its clinic; False when it leads somewhere already."""
    facts = {"kind": kind, "key_hash": hashed(kind, key)}
    return unless_there(s, Directory, facts | {"clinic_id": clinic_id, "expires_at": expires_at})


def enter_by(s: Session, kind: str, key: str) -> str | None:
    """Let the session into the clinic that the key leads to, and say which; None for no clinic."""
    wanted = (col(Directory.kind) == kind, col(Directory.key_hash) == hashed(kind, key))
    clinic_id = s.connection().execute(select(col(Directory.clinic_id)).where(*wanted)).scalar()
    if clinic_id is not None:
        enter(s, clinic_id)
    return clinic_id


def remove(s: Session, kind: str, key: str) -> None:
    """The key leads nowhere any more."""
    wanted = (col(Directory.kind) == kind, col(Directory.key_hash) == hashed(kind, key))
    s.connection().execute(delete(Directory).where(*wanted))


def tidy(s: Session, now: datetime) -> None:
    """Forget what leads to nothing any more."""
    s.connection().execute(delete(Directory).where(col(Directory.expires_at) < now))


def clinics(s: Session, kind: str = "clinic", most: int | None = None) -> list[str]:
    """The ids of all clinics, or of those that a key of this kind leads to; `most` at most."""
    chosen = select(col(Directory.clinic_id)).where(col(Directory.kind) == kind)
    ordered = chosen.order_by(col(Directory.clinic_id)).limit(most)
    return list(s.connection().execute(ordered).scalars())


def each_clinic(s: Session) -> Iterator[str]:
    """One clinic after the other, with the session in it: for the operator's commands."""
    for clinic_id in clinics(s):
        enter(s, clinic_id)
        yield clinic_id


def hashed(kind: str, key: str) -> str:
    return hashlib.sha256(f"{kind} {key}".encode("utf-8", "backslashreplace")).hexdigest()
