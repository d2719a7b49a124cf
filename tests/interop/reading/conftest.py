"""A clinic to read: Ana's spring as it came in, on the days on which it did. Made once.

Each file of tests has a copy of its own.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlmodel import Session

from pwa import create_app
from pwa.care import enrol, treatment
from pwa.store import keyring
from pwa.store.db import Database, enter
from tests import KEYS
from tests.care.conftest import BLANK, RAISED, TODAY, Life, ago
from tests.conftest import CheckedClient, settings_for
from tests.interop.program import Program, program_of
from tests.items import SEVERE, WELL

NUMBER = "MRN 0042"


def moment(days: int, hours: int = 0) -> datetime:
    """So many days ago, at 15:00 UTC."""
    return datetime.combine(ago(days), datetime.min.time(), UTC) + timedelta(hours=15 + hours)


@pytest.fixture(scope="session")
def spring(kind_of_run, tmp_path_factory) -> str:
    """Ana and Cleo of Oak; Cleo came later and has answered once."""
    folder, cast = tmp_path_factory.mktemp("spring"), kind_of_run.cast
    made = kind_of_run.copied(kind_of_run.peopled(folder), tmp_path_factory.mktemp("spring"))
    keyring.use(KEYS)
    database = Database(made)
    with time_machine.travel(moment(60), tick=False) as clock, database.session() as s:
        enter(s, cast.oak)
        ana = Life(s, cast.oak, cast.ana)
        ana.patient.reference = NUMBER
        for days, step in STEPS:
            clock.move_to(moment(days))
            step(ana)
        cleo = Life(s, cast.oak, enrol.add_patient(s, cast.oak, "Cleo Cedar", "+1 555 01").id)
        cleo.checks_in(TODAY, WELL)
    database.engine.dispose()
    return made


def _is_mistaken(ana: Life) -> None:
    treatment.remove(ana.s, ana.is_treated(ago(30)))
    ana.s.commit()


STEPS = [
    (60, lambda ana: ana.is_treated(ago(60), "induction", planned=True)),
    (57, lambda ana: ana.is_treated(ago(57), "induction", planned=True)),
    (42, lambda ana: ana.checks_in(ago(42))),
    (30, _is_mistaken),
    (28, lambda ana: ana.checks_in(ago(28))),
    (14, lambda ana: ana.checks_in(ago(14), SEVERE, difficulty=2)),
    (13, lambda ana: ana.is_called(ago(13))),
    (1, lambda ana: ana.checks_in(ago(1), RAISED)),
    (0, lambda ana: ana.checks_in(TODAY, BLANK, reports=["urine-pain"])),
]


@pytest.fixture(scope="module")
def app(spring, kind_of_run, tmp_path_factory) -> Iterator[Flask]:
    """One for all tests of a file: they read. It is the last day, from beginning to end."""
    url = kind_of_run.copied(spring, tmp_path_factory.mktemp("read"))
    with time_machine.travel(moment(0), tick=False):
        made = create_app(settings_for(url, requests_a_minute=1_000_000))
        made.config["PROPAGATE_EXCEPTIONS"] = False
        made.test_client_class = CheckedClient
        yield made
        made.extensions["db"].engine.dispose()


@pytest.fixture(scope="module")
def program(app, kind_of_run) -> Program:
    """Oak's record system, which may do everything, with a token."""
    return program_of(app, kind_of_run.cast).signs_in()


@pytest.fixture(scope="module")
def elms(app, kind_of_run) -> Program:
    """That of another clinic."""
    return program_of(app, kind_of_run.cast, "elm").signs_in()


@pytest.fixture
def reader(app, cast) -> Iterator[Session]:
    """Looks at Oak's rows while the program asks."""
    with app.extensions["db"].session(writes=False, clinic_id=cast.oak) as s:
        yield s


def ids(bundle: dict) -> list[str]:
    return [one["resource"]["id"] for one in bundle.get("entry", [])]


def next_of(bundle: dict) -> str | None:
    return next((link["url"] for link in bundle["link"] if link["relation"] == "next"), None)


def all_of(program: Program, path: str) -> list[dict]:
    """The resources of every page."""
    found, url = [], path
    for _ in range(50):
        answer = program.get(url)
        assert answer.status_code == 200, answer.text
        found += [one["resource"] for one in answer.json.get("entry", [])]
        url = next_of(answer.json)
        if url is None:
            return found
    raise AssertionError("the pages go round in a circle")


def refused(program, path: str, **sent) -> list[str]:
    """The parameters that are at fault."""
    answer = program.get(path, **sent)
    assert answer.status_code == 400, answer.text
    assert answer.json["resourceType"] == "OperationOutcome"
    return [one["location"][0].removeprefix("http.") for one in answer.json["issue"]]
