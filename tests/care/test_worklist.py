"""Whom to call next, and why."""

import pytest

from pwa.care import enrol, plan, worklist
from pwa.store.db import enter
from pwa.store.tables import Clinic
from tests.care.conftest import BLANK, TODAY, Life, ago
from tests.items import SEVERE


@pytest.fixture
def bea(ana, session, cast):
    """Another patient of Oak Clinic."""
    made = enrol.add_patient(session, cast.oak, "Bea Birch")
    session.commit()
    return Life(session, cast.oak, made.id)


def listed(life):
    rows = worklist.to_call(life.s, life.clinic, TODAY)
    life.s.commit()
    return [(row.patient.name, row.urgency, row.rule, row.since) for row in rows]


def test_it_lists_an_open_request_with_its_rule(ana):
    ana.checks_in(ago(1), SEVERE)
    (row,) = worklist.to_call(ana.s, ana.clinic, TODAY)
    assert (row.patient.id, row.rule, row.since) == (ana.patient.id, "severe-score", ago(1))
    assert row.request.rule == "severe-score"


def test_it_lists_a_patient_by_the_rule_that_decides(ana):
    ana.checks_in(ago(1), SEVERE, reports=["urine-pain", "craving"])
    (row,) = worklist.to_call(ana.s, ana.clinic, TODAY)
    assert (row.urgency, row.rule) == ("soon", "side-effect")


def test_it_does_not_list_a_request_that_was_answered(ana):
    ana.checks_in(ago(1), SEVERE)
    ana.is_called()
    assert listed(ana) == []


def test_it_does_not_list_a_report_again_that_was_answered(ana):
    ana.checks_in(ago(1), reports=["urine-pain"])
    ana.is_called()
    assert listed(ana) == []


def test_the_most_urgent_come_first_then_who_waits_longest(ana, bea, session, cast):
    cem = Life(session, cast.oak, enrol.add_patient(session, cast.oak, "Cem Cedar").id)
    ana.checks_in(ago(1), SEVERE)
    bea.checks_in(ago(5), SEVERE)
    cem.checks_in(TODAY, BLANK, reports=["chest-pain"])
    assert [name for name, *_ in listed(ana)] == ["Cem Cedar", "Bea Birch", "Ana Alder"]


@pytest.mark.parametrize("compiled", [True, False])
def test_it_lists_who_is_asked_without_a_check_in(ana, compiled):
    ana.is_treated(ago(25))
    if compiled:
        plan.current(ana.s, ana.patient, ago(6))
        ana.s.commit()
    since = ago(4) if compiled else TODAY
    assert listed(ana) == [("Ana Alder", "routine", "missed-check-ins", since)]


def test_it_does_not_list_them_before_their_day(ana):
    ana.is_treated(ago(20))
    assert listed(ana) == []


def test_a_contact_begins_quiet_for_them(ana):
    ana.is_treated(ago(25))
    ana.is_called(ago(2))
    assert listed(ana) == []


def test_an_attempt_does_not(ana):
    ana.is_treated(ago(25))
    ana.is_called(ago(2), "no-answer")
    assert len(listed(ana)) == 1


def test_a_patient_stands_there_once_with_the_more_urgent(ana):
    for day in (24, 20, 16, 12, 8):
        ana.is_treated(ago(day))
    ana.checks_in(ago(1), SEVERE)
    ((name, urgency, rule, _),) = listed(ana)
    assert (name, urgency, rule) == ("Ana Alder", "soon", "severe-score")


def test_too_many_treatments_are_listed_without_a_check_in(ana):
    for day in (24, 20, 16, 12, 8):
        ana.is_treated(ago(day))
    (row,) = worklist.to_call(ana.s, ana.clinic, TODAY)
    assert (row.urgency, row.rule) == ("soon", "too-frequent")


def test_it_leaves_out_who_has_left(ana):
    ana.checks_in(TODAY, SEVERE)
    enrol.archive_patient(ana.s, ana.patient)
    assert listed(ana) == []


def test_it_shows_nothing_of_another_clinic(ana, session, cast):
    ana.checks_in(TODAY, SEVERE)
    enter(session, cast.elm)
    elm = session.get_one(Clinic, cast.elm)
    assert worklist.to_call(session, elm, TODAY) == []
    assert [row.patient.id for row in worklist.not_heard_from(session, elm, TODAY, 9)] == [cast.ben]


def test_it_only_reads(ana, app):
    ana.checks_in(TODAY, SEVERE)
    with app.extensions["db"].session(writes=False, clinic_id=ana.clinic.id) as reading:
        assert len(worklist.to_call(reading, ana.clinic, TODAY)) == 1
        assert not reading.dirty


def test_it_names_who_has_not_been_heard_from(ana, bea, session):
    ana.checks_in(ago(11))
    bea.checks_in(ago(10))
    (row,) = worklist.not_heard_from(session, ana.clinic, TODAY, 9)
    assert (row.patient.id, row.last_check_in, row.days) == (ana.patient.id, ago(11), 11)


def test_the_longest_silence_comes_first(ana, bea, session, clock):
    ana.checks_in(ago(11))
    bea.checks_in(ago(30))
    rows = worklist.not_heard_from(session, ana.clinic, TODAY, 9)
    assert [row.patient.name for row in rows] == ["Bea Birch", "Ana Alder"]


def test_a_new_patient_is_given_time(bea, session):
    assert bea.patient.id not in [
        row.patient.id for row in worklist.not_heard_from(session, bea.clinic, TODAY, 9)
    ]
