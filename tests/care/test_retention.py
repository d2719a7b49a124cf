"""Who is past the time that a clinic keeps records, and that nobody else ever is."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from pwa.care import appointment, audit, retention
from pwa.care.audit import Actor, Head
from pwa.errors import Invalid
from pwa.store.db import enter
from pwa.store.tables import AuditEvent, CheckIn, Clinic, Patient
from tests.care.conftest import TODAY

LONG_AGO = TODAY.replace(year=TODAY.year - 4)


@pytest.fixture
def left(ana):
    """Ana was archived four years ago, and nothing has happened since."""
    ana.patient.created_at = datetime(2021, 1, 1, tzinfo=UTC)
    ana.patient.archived_at = datetime(LONG_AGO.year, LONG_AGO.month, LONG_AGO.day, tzinfo=UTC)
    ana.clinic.keep_years = 3
    ana.s.add(ana.patient)
    ana.s.add(ana.clinic)
    audit.record(ana.s, Actor("system", None, ana.clinic.id), "patient.added", ana.patient.id)
    ana.s.commit()
    return ana


def over(life) -> list[str]:
    found = [one.id for one in retention.over(life.s, life.clinic)]
    life.s.commit()
    return found


def test_who_was_archived_long_ago_is(left):
    assert over(left) == [left.patient.id]


def test_a_clinic_that_chose_nothing_keeps_everybody(left):
    retention.choose(left.s, left.clinic, None)
    assert over(left) == []


def test_who_was_never_archived_is_kept(left):
    left.patient.archived_at = None
    left.s.add(left.patient)
    assert over(left) == []


@pytest.mark.parametrize("happens", ["checks_in", "is_treated", "is_called"])
def test_the_time_begins_at_the_last_thing_on_record(left, happens):
    getattr(left, happens)(LONG_AGO)
    assert over(left) == [left.patient.id]
    getattr(left, happens)(TODAY - timedelta(days=2 * 365))
    assert over(left) == []


def test_an_appointment_to_come_keeps_too(left):
    appointment.book(left.s, left.patient, TODAY + timedelta(days=3), None)
    assert over(left) == []


def test_the_day_counts(left):
    left.clinic.keep_years = 4
    assert over(left) == []
    left.patient.archived_at -= timedelta(days=1)
    left.s.add(left.patient)
    assert over(left) == [left.patient.id]


def test_it_takes_only_years_on_offer(left):
    for years in (0, -1, 4, 1000):
        with pytest.raises(Invalid):
            retention.choose(left.s, left.clinic, years)


def test_another_clinics_patients_are_its_own(left, session, cast):
    enter(session, cast.elm)
    ben = session.get_one(Patient, (cast.elm, cast.ben))
    ben.archived_at = left.patient.archived_at
    assert list(retention.over(session, session.get_one(Clinic, cast.elm))) == []
    enter(session, cast.oak)
    assert over(left) == [left.patient.id]


def test_it_counts_what_would_go(left):
    left.checks_in(LONG_AGO)
    found = retention.rows_of(left.s, left.clinic, retention.over(left.s, left.clinic))
    assert (found["patient"], found["check_in"]) == (1, 1)
    assert "treatment" not in found


def test_erasing_leaves_the_audit_trail_whole(left):
    left.checks_in(LONG_AGO)
    patient_id = left.patient.id
    assert retention.erase_one(left.s, left.clinic, patient_id)
    left.s.commit()
    assert left.s.exec(select(CheckIn)).all() == []
    assert isinstance(audit.verify(left.s, left.clinic.id), Head)
    last = left.s.exec(select(AuditEvent).order_by(AuditEvent.seq.desc())).first()
    assert (last.name, last.subject_id) == ("patient.erased", patient_id)


def test_who_came_back_meanwhile_is_not_erased(left):
    left.is_called(TODAY)
    assert not retention.erase_one(left.s, left.clinic, left.patient.id)
    assert left.s.get_one(Patient, (left.clinic.id, left.patient.id))
