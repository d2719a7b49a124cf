"""Which days of a history the lab asks about, worked out by hand; the first booster is on day 0."""

import pytest

from pwa.decision import Policy
from tests.decision.lab import START, told


def asked_about(patient, **values: int) -> list[int]:
    return [day - START for day, _ in patient.days(Policy.from_values(values))]


def test_it_asks_on_check_ins_and_where_a_silence_has_lasted_too_long():
    patient = told({14: 4, 21: 4, 28: None, 50: 4}, until=80)
    # 1: a booster more. 21: never a check-in before. 29: after one with blanks. 42, 71: 21 days.
    assert asked_about(patient) == [1, 14, 21, 28, 29, 42, 50, 71]
    assert [one and one.total for _, one in patient.days(Policy())][1:5] == [4, 4, None, None]


@pytest.mark.parametrize(("treated", "in_a_silence"), [(34, False), (35, True), (50, True)])
def test_a_treatment_in_a_silence_makes_it_of_concern(treated, in_a_silence):
    days = asked_about(told({14: 4}, planned=[treated], until=60))
    assert days == [1, 14, 21, 35, *([treated + 1] if in_a_silence else [])]


def test_an_unplanned_booster_may_be_one_too_many():
    assert asked_about(told({14: 4, 21: 4}, [25], until=30)) == [1, 14, 21, 26]
    assert asked_about(told({14: 4, 21: 4}, planned=[25], until=30)) == [1, 14, 21]


def test_a_visit_comes_near_and_what_held_it_back_ends():
    patient = told(dict.fromkeys((1, 8, 15, 22, 29, 36, 43, 50), 4), planned=[20], until=50)
    check_ins = {1, 8, 15, 22, 29, 36, 43, 50}
    silent = {*asked_about(patient, visit_interval_days=30)} - check_ins
    assert silent == {14, 23, 28, 21, 34, 48}


def test_a_visit_may_be_near_on_the_day_of_a_treatment():
    days = asked_about(told({1: 4}, until=3), visit_interval_days=7, visit_notice_days=14)
    assert days == [0, 1]


def test_an_appointment_that_has_passed_holds_nothing_back():
    patient = told({1: 4}, until=20)
    booked = patient._replace(timeline=patient.timeline._replace(appointments=[START + 9]))
    before, after = (asked_about(one, visit_interval_days=84) for one in (patient, booked))
    assert sorted({*after} - {*before}) == [10]
