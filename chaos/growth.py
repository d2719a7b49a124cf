"""How the costs of the main queries grow while a clinic's check-ins go from 10,000 to a million.

The clinic holds nine tenths of them and another one the rest; who waits for a call is as many at
every size, for that is what its staff can do. Costs are counted by the database, not timed: steps
of SQLite's machine, or rows that PostgreSQL reads. Flat or logarithmic means: a hundred times the
check-ins, of a hundred times the patients, each with a phone, cost at most three times as much.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import uuid4

import psycopg
from flask import Flask
from sqlalchemy import Engine, insert
from sqlmodel import Session

from benchmarks.worklist import CHECK_INS, PASSWORD, one_life, thousand
from chaos.growth_meter import Meter, Postgresql, Sqlite
from chaos.harness import Figures, Size
from chaos.phone import Phone
from chaos.vacant import KINDS, vacant
from pwa import create_app
from pwa.care import directory, enrol, listed, tokens
from pwa.config import Settings
from pwa.store.sealed import placed
from pwa.store.start import migrate
from pwa.store.tables import CheckIn, Clinic, Device, Patient, Request, StoredPlan
from tests.clinic.nurse import Nurse
from tests.postgres import Cluster, owners, superusers

SIZES: dict[Size, tuple[int, ...]] = {
    "short": (1_200, 20_000),
    "long": (10_000, 100_000, 1_000_000),
}
MOST = 3.0  # times as much from the first size to the last
LITTLE = 1_000  # as good as free: PostgreSQL reads a table of a few hundred rows whole
WAITING = 40  # requests at every size, or as many as the smallest has
AT_ONCE = 1_000


def run(size: Size, seed: int) -> Figures:
    figures = Figures()
    for kind in KINDS:
        on(kind, SIZES[size], seed, figures)
    return figures


def on(
    kind: str,
    sizes: tuple[int, ...],
    seed: int,
    figures: Figures,
    spoil: Callable[[Engine], object] = lambda _: None,
) -> None:
    """Each request's cost at each size, and a fault for each that grew. A test may `spoil` it."""
    found: dict[str, list[int]] = {}
    unit, waiting = "", min(WAITING, sizes[0] // CHECK_INS // 25)
    for check_ins in sizes:
        with clinic(kind, check_ins, seed, waiting) as (app, meter, people):
            unit = meter.unit
            spoil(app.extensions["db"].engine)
            for name, act in requests(app, people, seed).items():
                act()  # what is worked out once for all, and prepared
                found.setdefault(name, []).append(meter.cost(act))
    for name, costs in found.items():
        figures.counted[f"{name} on {kind}, {unit}"] = " → ".join(f"{cost:,}" for cost in costs)
        times = costs[-1] / max(costs[0], LITTLE)
        figures.expect(times <= MOST, f"{kind}: {name} costs {times:.1f} times as much")


class People(NamedTuple):
    """A patient of the large clinic with a phone, in the middle of all."""

    clinic: str
    patient: str
    number: str
    cookie: str


@contextmanager
def clinic(
    kind: str, check_ins: int, seed: int, waiting: int
) -> Iterator[tuple[Flask, Meter, People]]:
    """An app over a database of that size, in this process."""
    with vacant(kind, "growth", Cluster) as place:
        url = place.url
        app = create_app(Settings(database_url=url, secret_key=2 * PASSWORD, port=0))
        engine = app.extensions["db"].engine
        migrate(url, owners(url))
        with app.extensions["db"].session() as s:
            fill(s, "Elm", "ed@elm.example", check_ins // 10, seed, waiting)
            people = fill(s, "Oak", "nora@oak.example", check_ins * 9 // 10, seed, waiting)
        if kind == "postgresql":
            with psycopg.connect(superusers(url), autocommit=True) as raw:
                raw.execute("ANALYZE")  # as autovacuum does by itself
        meter = Sqlite(engine) if kind == "sqlite" else Postgresql(engine, superusers(url))
        yield app, meter, people
        engine.dispose()


def fill(s: Session, name: str, email: str, check_ins: int, seed: int, waiting: int) -> People:
    """A clinic with so many check-ins, twenty for each patient."""
    made = enrol.add_clinic(s, name, "+1 555 010 0100", "US", "UTC")
    enrol.add_staff(s, made.id, email, "Nora North", PASSWORD)
    s.commit()
    chance, model, count = Random(seed), one_life(s, made), check_ins // CHECK_INS
    for start in range(0, count, AT_ONCE):
        rows = thousand(made.id, range(start, min(start + AT_ONCE, count)), chance, model)
        for table, those in with_phones(waiting_only(rows, waiting), made).items():
            if those:
                s.execute(insert(table), [placed(table, row) for row in those])
        s.commit()
    listed.follow_all(s, made.id)
    middle, token = count // 2, uuid4().hex
    person = f"patient-{middle:06}"
    hashed = {"token_hash": tokens.hashed("device", token)}
    s.execute(insert(Device), [phone_row(made, person) | {"id": str(uuid4())} | hashed])
    s.commit()
    return People(made.id, person, f"OAK-{middle}", f"booster={made.id}.{token}")


def waiting_only(
    rows: dict[type, list[dict[str, Any]]], waiting: int
) -> dict[type, list[dict[str, Any]]]:
    """The same with no more people who wait than a staff can call."""
    for row in rows[StoredPlan]:
        if int(row["id"].partition("-")[2]) >= 10 * waiting:
            row |= {"asks_on": None, "asks_rule": None, "asks_urgency": None}
    few = [row for row in rows[Request] if int(row["id"].partition("-")[2]) < 20 * waiting]
    return rows | {Request: few}


def with_phones(rows: dict[type, list[Any]], clinic: Clinic) -> dict[type, list[Any]]:
    """The same with the phones on which these people have checked in."""
    for row in rows[CheckIn]:
        row["device_id"] = f"phone-{row['patient_id']}"
    return rows | {Device: [phone_row(clinic, row["id"]) for row in rows[Patient]]}


def phone_row(clinic: Clinic, patient: str) -> dict[str, Any]:
    return {
        "clinic_id": clinic.id,
        "id": f"phone-{patient}",
        "patient_id": patient,
        "token_hash": patient,
        "created_at": clinic.created_at,
        "seen_at": clinic.created_at,
        "made": CHECK_INS,
        "reported_at": clinic.created_at - timedelta(days=3),
    }


def requests(app: Flask, people: People, seed: int) -> dict[str, Callable[[], object]]:
    """What people and phones ask for all day, by name."""
    nurse = Nurse(app.test_client())
    nurse.sign_in("nora@oak.example", PASSWORD)
    phone = Phone(0, people.patient, people.cookie, seed)
    pages = {
        "the call list": "/clinic/",
        "a page of patients": "/clinic/patients",
        "a patient": f"/clinic/patients/{people.patient}",
        "requests by rule": "/clinic/cases?weeks=4",
        "the audit trail": "/clinic/audit",
    }

    def look(path: str) -> Callable[[], object]:
        def act() -> None:
            assert nurse.get(path).status_code == 200, path

        return act

    return {
        "a submission": lambda: submit(app, phone),
        "a phone's session": lambda: session(app, people),
        "a search by name": lambda: search(nurse, people),
        "a patient by number": lambda: by_number(app, people),
        **{name: look(path) for name, path in pages.items()},
    }


def submit(app: Flask, phone: Phone) -> None:
    item = phone.answer()
    answer = app.test_client(use_cookies=False).put(
        f"/api/check-ins/{item.sent.id}",
        data=item.body,
        headers=phone._headers(item),  # noqa: SLF001
    )
    assert answer.status_code == 201, answer.text


def search(nurse: Nurse, people: People) -> None:
    asked = {"q": people.number, "csrf_token": nurse.token()}
    assert people.number in nurse.client.post("/clinic/patients", data=asked).text


def by_number(app: Flask, people: People) -> None:
    with app.extensions["db"].session(writes=False, clinic_id=people.clinic) as s:
        found = directory.with_reference(s, people.clinic, people.number)
        assert found is not None, people.number
        assert found.id == people.patient


def session(app: Flask, people: People) -> None:
    answer = app.test_client(use_cookies=False).get(
        "/api/session", headers={"Cookie": people.cookie}
    )
    assert answer.status_code == 200, answer.text
