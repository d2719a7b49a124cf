"""Which life of the server this is, and how far its verified backup goes.

A restored backup begins a new epoch. Phones keep sealed copies of what was received until a
verified backup holds it, and offer them again when the epoch is another one.
"""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy import bindparam, func, select, update
from sqlmodel import Session, col

from pwa.care import clock
from pwa.store import directory
from pwa.store.db import enter
from pwa.store.prepared import Prepared
from pwa.store.tables import CheckIn, Clinic, Server


def current(s: Session) -> str:
    """The epoch. On PostgreSQL its timeline too, which a recovery to a point in time changes."""
    found = _EPOCH.rows(s, {})
    timeline = s.connection().info.get("timeline", "")
    return ".".join(filter(None, (found[0][0] if found else "", timeline)))


def newest(s: Session, clinic_id: str) -> int:
    """The number of the clinic's newest check-in; 0 before the first."""
    return int(_NEWEST.rows(s, {"clinic": clinic_id})[0][0])


def said(s: Session, clinic: Clinic) -> dict[str, Any]:
    """What a phone needs to know to keep or let go of its copies."""
    return {"epoch": current(s), "seq": clinic.saved_seq}


def begin(s: Session) -> str:
    """A new epoch, in a database that was restored: its backup holds all that is in it."""
    made = str(uuid4())
    s.execute(update(Server).values(epoch=made, begun_at=clock.now()))
    for clinic_id in directory.each_clinic(s):
        mine = update(Clinic).where(col(Clinic.id) == clinic_id)
        s.execute(mine.values(saved_seq=newest(s, clinic_id)))
    return made


def held(s: Session, seqs: Mapping[str, int]) -> None:
    """A verified backup has every clinic's check-ins up to this number."""
    for clinic_id, seq in seqs.items():
        enter(s, clinic_id)
        chosen = update(Clinic).where(col(Clinic.id) == clinic_id, col(Clinic.saved_seq) < seq)
        s.execute(chosen.values(saved_seq=seq))
    s.execute(update(Server).values(saved_at=clock.now()))


_EPOCH = Prepared(select(col(Server.epoch)))
_HIGHEST = func.coalesce(func.max(CheckIn.seq), 0)
_NEWEST = Prepared(select(_HIGHEST).where(col(CheckIn.clinic_id) == bindparam("clinic")))
