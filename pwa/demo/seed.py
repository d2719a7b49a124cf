"""Live through the made-up people's past, day by day, through the same code as real people."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo, available_timezones

from sqlmodel import Session, func, select

from pwa.care import appointment, check_in, clock, contact, enrol, treatment
from pwa.care.arrival import Arrival
from pwa.config import Refused
from pwa.decision import GAD7
from pwa.demo.people import (
    CLINIC,
    CLINIC_PHONE,
    COUNTRY,
    PEOPLE,
    STAFF_EMAIL,
    STAFF_NAME,
    STAFF_PASSWORD,
    Person,
)
from pwa.store import directory
from pwa.store.tables import Clinic, Patient

# Which items rise first: worry before fear, so that the answers look like a person's.
ORDER = (1, 2, 0, 3, 5, 4, 6)
NOON = time(12)


class Life(NamedTuple):
    """One person on the way through their past."""

    session: Session
    clinic: Clinic
    patient: Patient
    person: Person
    today: date


def seed(session: Session) -> bool:
    """Make the demo clinic when there is none yet. Refused beside a clinic that is no demo."""
    if not all(clinic.demo for clinic in _clinics(session)):
        raise Refused(
            "This database has a real clinic, so no demo is added. "
            "Give the demo a database of its own with DATABASE_URL, or set BOOSTER_DEMO=0."
        )
    if demo_clinic(session):
        return False
    today, zone = clock.today(_own_timezone()), _own_timezone()
    with _at(today - timedelta(days=365), zone):
        clinic = enrol.add_clinic(session, CLINIC, CLINIC_PHONE, COUNTRY, zone, demo=True)
        enrol.add_staff(session, clinic.id, STAFF_EMAIL, STAFF_NAME, STAFF_PASSWORD)
    for person in PEOPLE:
        _live(session, clinic, person, today)
    return True


def demo_clinic(session: Session) -> Clinic | None:
    """The made-up clinic of this database."""
    return next((clinic for clinic in _clinics(session) if clinic.demo), None)


def _clinics(session: Session) -> Iterator[Clinic]:
    return (session.get_one(Clinic, clinic_id) for clinic_id in directory.each_clinic(session))


def age_in_days(session: Session) -> int:
    """How long ago the demo was made: the newest of its people joined on that day."""
    clinic = demo_clinic(session)
    chosen = select(func.max(Patient.created_at)).where(Patient.clinic_id == (clinic and clinic.id))
    return (clock.now() - session.exec(chosen).one()).days


def _live(session: Session, clinic: Clinic, person: Person, today: date) -> None:
    with _at(today - timedelta(days=person.enrolled), clinic.timezone):
        number = int(person.reference.partition("-")[2])
        patient = enrol.add_patient(
            session,
            clinic.id,
            person.name,
            phone=f"+1 555 010 0{number}",
            reference=person.reference,
        )
    life = Life(session, clinic, patient, person, today)
    for days_ago, step in sorted(_steps(life), key=lambda each: -each[0]):
        with _at(today - timedelta(days=days_ago), clinic.timezone):
            step(today - timedelta(days=days_ago))


def _steps(life: Life) -> Iterator[tuple[int, Callable[[date], object]]]:
    """What happened, as days ago and what to do on that day."""
    session, patient, person = life.session, life.patient, life.person
    for day in person.inductions:
        yield day, partial(_treat, life, "induction")
    for day in person.boosters:
        yield day, partial(_treat, life, "booster")
    for day, total in person.scores:
        yield day, partial(_check_in, life, total, day)
    for day, outcome, note in person.contacts:
        yield day, partial(_talk, life, outcome, note)
    if person.visit_in is not None:
        visit = life.today + timedelta(days=person.visit_in)
        yield 0, lambda _: appointment.book(session, patient, visit)


def _treat(life: Life, kind: str, on: date) -> None:
    treatment.record(life.session, life.patient, on, kind, planned=kind == "induction")


def _talk(life: Life, outcome: str, note: str, on: date) -> None:
    contact.record(life.session, life.patient, on, "staff", outcome, note)


def _check_in(life: Life, total: int, days_ago: int, on: date) -> None:
    person = life.person
    now, zone = clock.now(), ZoneInfo(life.clinic.timezone)
    local = now.astimezone(zone)
    item = {
        "patient": life.patient.id,
        "on": on.isoformat(),
        "at": local.strftime("%Y-%m-%dT%H:%M:%S"),
        "offset_minutes": int((local.utcoffset() or timedelta()).total_seconds()) // 60,
        "questionnaire": GAD7.id,
        "answers": answers_of(total),
        "difficulty": min(3, total // 6),
        "reports": [kind for day, kind in person.reports if day == days_ago],
        "last_treatment": _told(person, on, days_ago),
        "shown": None,
    }
    body = json.dumps(item).encode()
    key = str(uuid5(NAMESPACE_URL, f"{life.patient.id}/{on}"))
    digest = sha256(body).hexdigest()
    arrival = Arrival(life.clinic, life.patient, None, key, body, digest, now)
    receipt = check_in.receive(life.session, arrival, now)
    if receipt.outcome != "new":
        raise Refused(f"The demo's own check-in of {person.name} on {on} was {receipt}.")


def _told(person: Person, on: date, days_ago: int) -> dict[str, str | None]:
    """What the person says of the last treatment; one tells of a session that staff did not enter.

    `told` is how many days ago that was; it is said at the first check-in after it.
    """
    if person.told is not None:
        later = [day for day, _ in person.scores if day <= person.told]
        if later and days_ago == max(later):
            return {
                "answer": "no",
                "on": (on - timedelta(days=person.told - days_ago)).isoformat(),
            }
    treated = any(day >= days_ago for day in (*person.inductions, *person.boosters))
    return {"answer": "yes" if treated else "none", "on": None}


def answers_of(total: int) -> list[int]:
    """Seven answers that add up to a total, the way people tend to answer."""
    answers = [total // 7] * 7
    for item in ORDER[: total % 7]:
        answers[item] += 1
    return answers


@contextmanager
def _at(day: date, zone: str) -> Iterator[None]:
    """Let it be noon of a past day, or this moment when that day is today."""
    real = datetime.now(UTC)
    moment = min(datetime.combine(day, NOON, ZoneInfo(zone)).astimezone(UTC), real)
    with patch.object(clock, "now", lambda: moment):
        yield


def _own_timezone() -> str:
    """This machine's time zone, which a visitor's phone most likely shares."""
    linked = Path("/etc/localtime").resolve().parts
    known = available_timezones()
    for name in (os.environ.get("TZ", ""), "/".join(linked[-2:]), "/".join(linked[-1:])):
        if name in known:
            return name
    return "UTC"
