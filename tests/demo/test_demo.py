"""The made-up clinic: seeded through real code, open only where it was asked for."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from pwa.care import advice, clock, request, worklist
from pwa.config import Refused
from pwa.demo.life import answers_of
from pwa.demo.people import DOORS, PEOPLE
from pwa.demo.seed import demo_clinic, seed
from pwa.store.db import Database
from pwa.store.tables import AdviceRecord, CheckIn, Clinic, Device, Patient, Quarantine, Treatment
from tests.databases import everything
from tests.postgres import owners


@pytest.fixture(scope="module")
def seeded_url(kind_of_run, tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    url = kind_of_run.copied(kind_of_run.vacant(folder), folder)
    database = Database(url)
    with database.session() as session:
        assert seed(session)
        session.commit()
    database.engine.dispose()
    return url


@pytest.fixture
def seeded(seeded_url):
    """A database with the demo, made once; these tests only look at it."""
    database = Database(seeded_url)
    with everything(database) as session:
        yield session
    database.engine.dispose()


def person(session: Session, reference: str) -> Patient:
    return next(one for one in session.exec(select(Patient)) if one.reference == reference)


def test_it_has_everyone_with_a_past(seeded):
    assert len(seeded.exec(select(Patient)).all()) == len(PEOPLE)
    assert len(seeded.exec(select(CheckIn)).all()) == sum(len(each.scores) for each in PEOPLE)
    assert not seeded.exec(select(Quarantine)).all()


def test_it_lived_each_day_on_its_day(seeded):
    for check_in in seeded.exec(select(CheckIn)):
        assert abs(check_in.taken_at.date() - check_in.on) <= timedelta(days=1)
        assert check_in.received_at - check_in.taken_at < timedelta(minutes=1)
        assert not check_in.day_uncertain


def test_it_keeps_advice_that_can_be_worked_out_again(seeded):
    for record in seeded.exec(select(AdviceRecord)):
        made = advice.recompute(record).as_json()
        assert (made["urgency"], made["headline"]) == (
            record.output["urgency"],
            record.output["headline"],
        )


@pytest.mark.parametrize(
    ("reference", "phase", "asked"),
    [
        ("H-101", "before-treatment", None),
        ("H-102", "maintenance", None),
        ("H-103", "maintenance", "symptoms-back"),
        ("H-104", "induction", None),
        ("H-106", "settling", "side-effect"),
        ("H-107", "maintenance", "staying-high"),
        ("H-111", "maintenance", "craving"),
        ("H-113", "maintenance", "help-now"),
    ],
)
def test_it_shows_the_state_that_each_person_stands_for(seeded, reference, phase, asked):
    patient = person(seeded, reference)
    today = clock.today(demo_clinic(seeded).timezone)
    assert advice.advise_patient(seeded, patient, today).phase == phase
    opened = request.open_of(seeded, patient)
    assert (opened.rule if opened else None) == asked


def test_it_gives_the_clinic_calls_of_each_urgency(seeded):
    clinic = demo_clinic(seeded)
    calls = worklist.to_call(seeded, clinic, clock.today(clinic.timezone))
    assert {call.urgency for call in calls} == {"urgent", "soon", "routine"}


def test_it_has_a_treatment_that_only_the_patient_told(seeded):
    told = seeded.exec(select(Treatment).where(Treatment.source == "patient")).all()
    assert [one.confirmed_at for one in told] == [None]


@pytest.mark.parametrize("total", range(22))
def test_it_answers_so_that_the_score_is_right(total):
    answers = answers_of(total)
    assert len(answers) == 7
    assert sum(answers) == total
    assert set(answers) <= {0, 1, 2, 3}


def test_it_is_made_only_once(seeded):
    assert not seed(seeded)
    assert len(seeded.exec(select(Clinic)).all()) == 1


def test_it_stays_out_of_a_real_clinics_database(session):
    with pytest.raises(Refused, match="real clinic"):
        seed(session)


@pytest.fixture
def visitor(seeded_url, kind_of_run, make_app, tmp_path):
    """A browser at a demo of its own."""
    return make_app(file=kind_of_run.copied(seeded_url, tmp_path), demo=True).test_client()


def test_it_lists_the_sign_in_and_every_door(visitor):
    page = visitor.get("/demo").text
    assert "demo@harbour.example" in page
    for door in DOORS:
        assert f"/demo/{door.slug}" in page


@pytest.mark.parametrize("door", DOORS)
def test_it_makes_this_browser_the_patients_phone(visitor, seeded, door):
    assert visitor.get(f"/demo/{door.slug}").status_code == 200
    answer = visitor.post(f"/demo/{door.slug}")
    assert (answer.status_code, answer.location) == (303, "/app")
    session = visitor.get("/api/session").json
    assert session["patient"]["id"] == person(seeded, door.reference).id
    assert session["demo"] is True


def test_it_leaves_no_former_phone_behind(visitor):
    for _ in range(3):
        visitor.post("/demo/doing-well")
    with everything(visitor.application.extensions["db"]) as session:
        phones = session.exec(select(Device)).all()
    assert [phone.revoked_at is None for phone in phones].count(True) == 1


def test_it_has_no_other_doors(visitor):
    assert visitor.get("/demo/nobody").status_code == 404
    assert visitor.post("/demo/nobody").status_code == 404


def test_it_is_not_there_outside_a_demo(client):
    assert client.get("/demo").status_code == 404
    assert client.post("/demo/doing-well").status_code == 404


def test_it_opens_no_real_clinic(make_app):
    # The database of the cast has two clinics, neither of them a demo.
    assert make_app(demo=True).test_client().post("/demo/doing-well").status_code == 404


def run(url, **env):
    return subprocess.run(
        [sys.executable, "-m", "pwa.demo"],
        env=os.environ | {"DATABASE_URL": url, "PORT": "8123"} | env,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def test_it_says_where_to_go(database_kind, tmp_path):
    new = database_kind.bare(tmp_path)
    said = run(new, BOOSTER_DEMO="1", DATABASE_OWNER_URL=owners(new))
    assert said.returncode == 0, said.stderr
    assert "http://localhost:8123/clinic/" in said.stdout
    for door in DOORS:
        assert f"http://localhost:8123/demo/{door.slug}" in said.stdout


def test_it_says_when_its_people_have_grown_old(seeded_url, kind_of_run, tmp_path):
    url = kind_of_run.copied(seeded_url, tmp_path)
    assert "days ago" not in run(url, BOOSTER_DEMO="1").stdout
    database = Database(url)
    with database.session() as session:
        clinic = demo_clinic(session)
        for patient in session.exec(select(Patient).where(Patient.clinic_id == clinic.id)):
            patient.created_at -= timedelta(days=10)
        session.commit()
    database.engine.dispose()
    assert "made 10 days ago" in run(url, BOOSTER_DEMO="1").stdout


def test_it_says_why_it_does_not_start(database_url):
    assert "BOOSTER_DEMO=1" in run(database_url, BOOSTER_DEMO="0").stderr
    refused = run(database_url, BOOSTER_DEMO="1")
    assert refused.returncode == 1
    assert "real clinic" in refused.stderr
