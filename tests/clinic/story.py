"""Tells what happened to a patient, through the same doors as in life, on the day it happened."""

import hashlib
import json
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import time_machine
from sqlmodel import Session

from pwa.care import check_in, clock, treatment
from pwa.care.arrival import Arrival, Receipt
from pwa.store.tables import Clinic, Patient, Treatment

TODAY = date(2026, 4, 27)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def answers_of(total: int) -> list[int]:
    """Seven answers with this total."""
    return [min(3, max(0, total - 3 * place)) for place in range(7)]


class Story:
    """One patient's. Each step is committed, so that a running app sees it."""

    def __init__(self, session: Session, clinic_id: str, patient_id: str) -> None:
        self.session = session
        self.patient = session.get_one(Patient, (clinic_id, patient_id))
        self.clinic = session.get_one(Clinic, clinic_id)
        session.commit()  # even a look takes the lock, and the app wants it next

    def treated(self, on: date, kind: str = "induction", source: str = "staff") -> Treatment:
        with noon(on):
            made = treatment.record(
                self.session, self.patient, on, kind, kind == "induction", source
            )
            self.session.commit()
        return made

    def checked_in(self, on: date, total: int, **changes: object) -> Receipt:
        item = {
            "patient": self.patient.id,
            "on": on.isoformat(),
            "at": f"{on.isoformat()}T12:00:00",
            "offset_minutes": -240,
            "questionnaire": "gad-7/en",
            "answers": answers_of(total),
            "difficulty": None,
            "reports": [],
            "last_treatment": {"answer": "yes", "on": None},
        } | changes
        return self.sent(on, json.dumps(item).encode())

    def sent(self, on: date, body: bytes) -> Receipt:
        """Whatever bytes a paired phone sends."""
        with noon(on):
            digest = hashlib.sha256(body).hexdigest()
            arrival = Arrival(
                self.clinic, self.patient, None, str(uuid4()), body, digest, clock.now()
            )
            receipt = check_in.receive(self.session, arrival, clock.now())
            self.session.commit()
        return receipt

    def inducted(self, last: date) -> None:
        """Six treatments, the last on this day, two a week; scores fall from 16 to 4."""
        days = [last - timedelta(days=gap) for gap in (17, 14, 10, 7, 3, 0)]
        self.checked_in(days[0], 16)
        for day in days:
            self.treated(day)

    def settled(self, last: date, total: int = 4) -> None:
        """Inducted, then three calm weeks."""
        self.inducted(last)
        for days in (14, 21, 28):
            self.checked_in(last + timedelta(days=days), total)

    def returned(self, today: date = TODAY) -> None:
        """Settled, and raised at the last two check-ins: symptoms are back today."""
        self.settled(today - timedelta(days=42))
        self.checked_in(today - timedelta(days=7), 9)
        self.checked_in(today, 10)


def noon(on: date) -> time_machine.travel:
    return time_machine.travel(datetime.combine(on, time(16), UTC), tick=False)
