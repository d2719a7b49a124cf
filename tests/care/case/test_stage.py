"""How far a case has come follows from what is on record, forwards and back."""

from datetime import UTC, datetime, timedelta

import pytest

from pwa.care import appointment, contact, treatment
from pwa.care.case import state
from tests.care.conftest import TODAY, ago
from tests.conftest import NOW
from tests.items import SEVERE


def test_it_begins_open_and_is_due_by_its_urgency(case):
    assert (case.stage, case.due_at) == ("open", NOW + timedelta(days=2))


def test_an_emergency_is_due_within_the_hour(urgent):
    assert urgent.due_at == NOW + timedelta(hours=1)


def test_a_try_makes_it_called_and_gives_time_for_the_next(ana, case, clock):
    clock.shift(3600)
    ana.is_called(outcome="no-answer")
    assert (case.stage, case.first_called_at) == ("called", NOW + timedelta(hours=1))
    assert case.due_at == NOW + timedelta(days=2, hours=1)


def test_it_ends_called_when_somebody_was_reached(ana, case):
    ana.is_called()
    assert (case.stage, case.closed_by) == ("called", "contact")


def test_a_patient_who_calls_is_no_first_call_of_ours(ana, case):
    contact.record(ana.s, ana.patient, TODAY, "patient", "patient-called")
    assert (case.stage, case.first_called_at) == ("called", None)


def test_a_visit_and_a_treatment_after_the_call_belong_to_it(ana, case, books, clock):
    ana.is_called()
    books(3)
    assert case.stage == "booked"
    clock.shift(timedelta(days=3))
    ana.is_treated(TODAY + timedelta(days=3))
    assert case.stage == "treated"


def test_they_do_not_after_six_weeks(ana, case, clock):
    ana.is_called()
    clock.shift(timedelta(days=43))
    ana.is_treated(TODAY + timedelta(days=43))
    assert case.stage == "called"


def test_what_was_booked_before_it_is_not_its_doing(ana, books, clock):
    books(5)
    clock.shift(60)
    ana.checks_in(TODAY, SEVERE)
    assert state.newest(ana.s, ana.patient).stage == "open"


def test_a_cancelled_visit_takes_it_back(ana, case, books):
    ana.is_called()
    made = books(3)
    appointment.cancel(ana.s, made)
    assert case.stage == "called"


def test_a_removed_treatment_takes_it_back(ana, case):
    ana.is_called()
    wrong = ana.is_treated(TODAY)
    assert case.stage == "treated"
    treatment.remove(ana.s, wrong)
    assert case.stage == "called"


def test_a_treatment_ends_it_treated(ana):
    ana.checks_in(ago(1), SEVERE)
    ana.is_treated(TODAY)
    (case,) = ana.requests()
    assert (case.stage, case.closed_by) == ("treated", "treatment")


def test_a_later_check_in_ends_it_closed(ana):
    ana.checks_in(ago(1), SEVERE)
    ana.checks_in(TODAY)
    (case,) = ana.requests()
    assert (case.stage, case.closed_by) == ("closed", "check-in")


@pytest.mark.parametrize(
    ("urgency", "due"),
    [
        ("soon", NOW + timedelta(days=2)),
        ("routine", datetime(2026, 5, 8, 4, tzinfo=UTC)),  # when the visit's day is over there
    ],
)
def test_a_booked_visit_gives_time_only_to_what_is_routine(ana, case, books, urgency, due):
    case.urgency = urgency
    ana.s.commit()
    books(10)
    assert case.due_at == due


def test_it_is_due_sooner_when_it_becomes_more_urgent(ana, case):
    ana.checks_in(TODAY, SEVERE, reports=["unsafe"])
    assert (case.urgency, case.due_at) == ("urgent", NOW + timedelta(hours=1))
