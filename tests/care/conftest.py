"""Ana's life, a line a day: NOW is Monday 27 April 2026, 11 in the morning in New York."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlmodel import select

from pwa.care import check_in, clock, contact, listed, request, treatment
from pwa.care.arrival import Arrival
from pwa.store.tables import CheckIn, Clinic, Patient, Quarantine, Request, SyncOutcome
from tests.items import WELL, check_in_item

TODAY = date(2026, 4, 27)
MIDDLING = [2, 1, 1, 1, 1, 1, 1]  # 8
RAISED = [2, 2, 1, 1, 1, 1, 1]  # 9
BLANK = [None, 0, 1, 0, 0, 1, 0]


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


class Life:
    """What happens to one patient. Every step is committed, as at a door."""

    def __init__(self, session, clinic_id: str, patient_id: str) -> None:
        self.s = session
        self.clinic = session.get_one(Clinic, clinic_id)
        self.patient = session.get_one(Patient, (clinic_id, patient_id))
        session.commit()

    def item(self, on: date, answers=WELL, **more) -> dict:
        return check_in_item(self.patient.id, on.isoformat(), answers, **more)

    def arrival(self, item, item_id: str | None = None) -> Arrival:
        body = item if isinstance(item, bytes) else json.dumps(item).encode()
        digest = hashlib.sha256(body).hexdigest()
        ident = item_id or str(uuid4())
        return Arrival(self.clinic, self.patient, None, ident, body, digest, clock.now())

    def sends(self, item, item_id: str | None = None, sent_at: datetime | None = None):
        receipt = check_in.receive(self.s, self.arrival(item, item_id), sent_at)
        self.s.commit()
        return receipt

    def checks_in(self, on: date, answers=WELL, **more):
        return self.sends(self.item(on, answers, **more))

    def is_treated(self, on: date, kind="booster", planned=False):
        made = treatment.record(self.s, self.patient, on, kind, planned)
        self.s.commit()
        return made

    def is_called(self, on: date = TODAY, outcome="reached"):
        made = contact.record(self.s, self.patient, on, "staff", outcome)
        self.s.commit()
        return made

    def asked(self) -> tuple[str, str, date] | None:
        found = request.open_of(self.s, self.patient)
        self.s.commit()
        return (found.rule, found.urgency, found.on) if found else None

    def requests(self) -> list[Request]:
        return self.rows(Request)

    def rows(self, table) -> list:
        mine = select(table).where(table.patient_id == self.patient.id)
        found = list(self.s.exec(mine).all())
        self.s.commit()
        return found

    def check_ins(self) -> list[CheckIn]:
        return sorted(self.rows(CheckIn), key=lambda row: row.seq)

    def kept(self) -> list[str]:
        return sorted(row.reason for row in self.rows(Quarantine))

    def counted(self) -> dict[str, int]:
        found = self.s.exec(select(SyncOutcome)).all()
        self.s.commit()
        return {row.outcome: row.count for row in found}


@pytest.fixture
def ana(clock, app, session, cast) -> Iterator[Life]:
    """Whatever happens to her, the columns that lists are read by are what they should be."""
    yield Life(session, cast.oak, cast.ana)
    with app.extensions["db"].session(writes=False, clinic_id=cast.oak) as s:
        assert listed.wrong(s, cast.oak, "")[0] == []


@pytest.fixture
def treated(ana) -> Life:
    """Ana had her induction in the winter and has been well since."""
    for day in range(6):
        ana.is_treated(ago(100 - 3 * day), "induction", planned=True)
    for week in range(10, 2, -1):
        ana.checks_in(ago(7 * week))
    return ana


@pytest.fixture
def at(clock):
    """Move the clock to a day, at 15:00 UTC."""
    return lambda day: clock.move_to(datetime(day.year, day.month, day.day, 15, tzinfo=UTC))
