"""The server and the phones of `restore` and `pitr`.

The server is the real arrival code; the phone is pwa/static/js/copies.js told again in Python: a
browser test tries the original.
"""

import hashlib
import json
import random
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, create_engine, select

from pwa.care import check_in, clock, epoch, noted
from pwa.care.arrival import Arrival, Receipt
from pwa.care.backup.contents import seqs_of
from pwa.store import sqlite
from pwa.store.tables import CheckIn, Clinic, Contact, Patient
from tests.cast import Cast, enrol_everybody
from tests.items import check_in_item

TAKERS = {"check-in": check_in.receive, "contact": noted.receive}
TABLES: dict[str, Any] = {"check-in": CheckIn, "contact": Contact}


class Item(NamedTuple):
    id: str
    kind: str
    clinic_id: str
    patient_id: str
    body: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


class Server:
    """One life after the other: `crash` goes back to the newest backup that was verified."""

    def __init__(self, template: bytes) -> None:
        self._engine = _engine()
        self._load(template)
        self._saved, self._begun = template, b""
        self._seqs: dict[str, int] = {}

    def receives(self, item: Item) -> Receipt:
        with Session(self._engine, expire_on_commit=False) as s:
            clinic = s.get_one(Clinic, item.clinic_id)
            patient = s.get_one(Patient, (item.clinic_id, item.patient_id))
            now = clock.now()
            arrival = Arrival(clinic, patient, None, item.id, item.body, item.digest, now)
            receipt = TAKERS[item.kind](s, arrival, now)
            s.commit()
        return receipt

    def session(self, clinic_id: str) -> dict[str, Any]:
        with Session(self._engine) as s:
            return epoch.said(s, s.get_one(Clinic, clinic_id))

    def begins_backup(self) -> None:
        self._seqs = self.seqs()
        self._begun = self._raw().serialize()

    def ends_backup(self, good: bool) -> None:
        if good and self._begun:
            self._saved = self._begun
            self.holds(self._seqs)
        self._begun = b""

    def seqs(self) -> dict[str, int]:
        with self._engine.connect() as connection:
            return seqs_of(connection)

    def holds(self, seqs: dict[str, int]) -> None:
        with Session(self._engine) as s:
            epoch.held(s, seqs)
            s.commit()

    def crashes(self) -> None:
        self._load(self._saved)
        self._begun = b""
        self.begins_epoch()

    def begins_epoch(self) -> None:
        with Session(self._engine) as s:
            epoch.begin(s)
            s.commit()

    def has(self, item: Item) -> bool:
        """Whether it is there once and unaltered."""
        table = TABLES[item.kind]
        with Session(self._engine) as s:
            found = s.exec(select(table.digest).where(table.id == item.id)).all()
        return found == [item.digest]

    def counts(self) -> int:
        with Session(self._engine) as s:
            return sum(len(s.exec(select(table.id)).all()) for table in TABLES.values())

    def _raw(self) -> Any:
        with self._engine.connect() as connection:
            return connection.connection.driver_connection

    def _load(self, content: bytes) -> None:
        self._raw().deserialize(content)


class Phone:
    """Of one patient. `promised` is what it was told has been received."""

    def __init__(
        self, server: Server, clinic_id: str, patient_id: str, luck: random.Random
    ) -> None:
        self._server, self._luck = server, luck
        self._clinic_id, self._patient_id = clinic_id, patient_id
        self._outbox: list[Item] = []
        self.copies: dict[str, tuple[Item, str, int]] = {}
        self.promised: dict[str, Item] = {}

    def answers(self, kind: str) -> None:
        today = clock.now().date().isoformat()
        given = [self._luck.randrange(4) for _ in range(7)]
        told = check_in_item(self._patient_id, today, given)
        if kind == "contact":
            told = {"patient": self._patient_id, "on": today}
        body = json.dumps(told).encode()
        ident = str(UUID(int=self._luck.getrandbits(128), version=4))
        self._outbox.append(Item(ident, kind, self._clinic_id, self._patient_id, body))

    def syncs(self, loses: float) -> None:
        """Send, ask, look through the copies; each may be cut off on the way."""
        for item in list(self._outbox):
            if receipt := self._sends(item, loses):
                self._outbox.remove(item)
                self.settles(item, receipt)
        if self._luck.random() >= loses:
            self.reviews(self._server.session(self._clinic_id), loses)

    def _sends(self, item: Item, loses: float) -> Receipt | None:
        if self._luck.random() < loses:
            return None  # on the way there
        receipt = self._server.receives(item)
        return None if self._luck.random() < loses else receipt  # or on the way back

    def settles(self, item: Item, receipt: Receipt) -> None:
        assert receipt.digest == item.digest
        assert receipt.outcome in ("new", "amended", "identical")
        self.promised[item.id] = item
        self.copies[item.id] = (item, receipt.epoch, receipt.seq)

    def reviews(self, said: dict[str, Any], loses: float) -> None:
        for item, of, seq in list(self.copies.values()):
            if self.is_safe(of, seq, said):
                del self.copies[item.id]
        for item, of, _ in list(self.copies.values()):
            if of != said["epoch"]:
                receipt = self._sends(item, loses)
                if receipt is None:
                    return
                self.settles(item, receipt)

    def is_safe(self, of: str, seq: int, said: dict[str, Any]) -> bool:
        return bool(of == said["epoch"] and seq <= said["seq"])


@cache
def template() -> tuple[bytes, Cast]:
    """A database of this release with the cast in it, as bytes."""
    from pwa.store.migrations import upgrade  # noqa: PLC0415  # heavy

    engine = _engine()
    upgrade(engine)
    with Session(engine) as s:
        cast = enrol_everybody(s)
        for patient in s.exec(select(Patient)):
            patient.created_at = datetime(2025, 1, 6, tzinfo=UTC)
            s.add(patient)
        s.commit()
    with engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
    content: bytes = raw.serialize()
    return content, cast


@cache
def _engine() -> Engine:
    """One for all histories of this process: what is compiled is compiled once."""
    engine = create_engine("sqlite://", poolclass=StaticPool, **sqlite.ENGINE)
    sqlite.prepare(engine)
    return engine
