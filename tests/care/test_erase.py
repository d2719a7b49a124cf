"""Erasure: nothing of the patient stays, and everything of everybody else does."""

from sqlalchemy import text
from sqlmodel import SQLModel

from pwa.care import appointment, course, enrol, erase, overview, pairing, protocols
from pwa.store.tables import Patient
from tests.care.conftest import Life, ago
from tests.items import SEVERE


def lives(life):
    life.is_treated(ago(20))
    life.checks_in(ago(2), SEVERE, reports=["urine-pain"])
    life.sends(b'{"patient": "nobody"')
    life.is_called(ago(1))
    appointment.book(life.s, life.patient, ago(-5), None)
    usual = protocols.of_clinic(life.s, life.clinic.id)[0]
    course.follow(life.s, life.patient, usual, ago(-6), 3, 7)
    pairing.redeem(life.s, pairing.make_invite(life.s, life.patient, "test").code)
    overview.of(life.s, life.patient, life.clinic)
    life.s.commit()


def rows_that_name(session, patient_id):
    found = {}
    for table in SQLModel.metadata.sorted_tables:
        rows = session.execute(text(f'SELECT * FROM "{table.name}"')).all()  # noqa: S608
        found[table.name] = sum(patient_id in repr(row) for row in rows)
    session.commit()
    return {name: count for name, count in found.items() if count}


def test_nothing_of_the_patient_stays(ana, session, cast):
    bea = Life(session, cast.oak, enrol.add_patient(session, cast.oak, "Bea Birch").id)
    lives(ana)
    lives(bea)
    before = rows_that_name(session, bea.patient.id)
    assert set(before) >= {
        "check_in",
        "report",
        "request",
        "advice_record",
        "device",
        "contact",
        "course_plan",
    }
    patient_id = ana.patient.id
    assert rows_that_name(session, patient_id) == before
    erase.erase(session, ana.patient)
    session.commit()
    assert rows_that_name(session, patient_id) == {}
    assert rows_that_name(session, bea.patient.id) == before


def test_every_table_about_a_patient_says_so_in_one_column(session):
    """Or erasure would pass it by."""
    for table in SQLModel.metadata.sorted_tables:
        about = [column.name for column in table.columns if "patient" in column.name]
        assert about in ([], ["patient_id"]), table.name


def test_asking_deletes_nothing_and_can_be_taken_back(ana, clock):
    lives(ana)
    erase.ask(ana.s, ana.patient)
    first = ana.patient.deletion_asked_at
    clock.shift(3600)
    erase.ask(ana.s, ana.patient)
    assert ana.patient.deletion_asked_at == first
    assert len(ana.check_ins()) == 1
    erase.withdraw(ana.s, ana.patient)
    assert ana.s.get(Patient, (ana.clinic.id, ana.patient.id)).deletion_asked_at is None
