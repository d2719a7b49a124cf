"""One made-up person's past, lived day by day through the same code as real people."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from hashlib import sha256
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from sqlmodel import Session

from pwa.care import appointment, check_in, clock, contact, treatment
from pwa.care.arrival import Arrival
from pwa.config import Refused
from pwa.decision import GAD7
from pwa.demo.past import noon_of
from pwa.demo.people import Person
from pwa.store.tables import Clinic, Patient

# Which items rise first: worry before fear, so that the answers look like a person's.
ORDER = (1, 2, 0, 3, 5, 4, 6)


class Life(NamedTuple):
    """One person on the way through their past."""

    session: Session
    clinic: Clinic
    patient: Patient
    person: Person
    today: date


def live(life: Life) -> None:
    """Everything that happened, each on its day, the oldest first."""
    for days_ago, step in sorted(_steps(life), key=lambda each: -each[0]):
        day = life.today - timedelta(days=days_ago)
        with noon_of(day, life.clinic.timezone):
            step(day)


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
