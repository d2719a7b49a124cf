"""Protocols: their days worked out by hand, their ranges, and what they never contradict."""

from datetime import date
from itertools import pairwise

import pytest

from pwa.decision import Policy
from pwa.decision.protocol import PARAMETERS, SHIPPED, Protocol, lay_out
from pwa.decision.rhythm import Due, as_planned
from pwa.errors import Invalid

START = date(2026, 4, 27)
PAIRS = SHIPPED["pairs"].protocol


def offsets(days: list[date]) -> list[int]:
    return [(day - START).days for day in days]


def test_six_sessions_in_three_weeks():
    found = lay_out(SHIPPED["induction"].protocol, START, 3, 7)
    assert offsets(found.treatments) == [0, 3, 7, 10, 14, 17]
    assert offsets(found.check_ins) == [0, 7, 14, 21, 28, 35, 42]


def test_pairs_of_boosters():
    found = lay_out(PAIRS, START, 3, 21)
    assert offsets(found.treatments) == [0, 3, 21, 24, 42, 45]
    assert offsets(found.check_ins)[-1] == 70


def test_the_last_check_in_is_four_weeks_after_at_the_most():
    one_visit = lay_out(SHIPPED["maintenance"].protocol, START, 1, 28)
    assert offsets(one_visit.check_ins) == [0, 7, 14, 21, 28]
    a_day_short_of_another = lay_out(PAIRS._replace(apart_days=6), START, 1, 21)
    assert offsets(a_day_short_of_another.check_ins) == [0, 7, 14, 21, 28]


def test_two_to_six_boosters():
    protocol = SHIPPED["on-return"].protocol
    assert (protocol.rounds_from, protocol.rounds_to) == (2, 6)
    assert offsets(lay_out(protocol, START, 2, 7).treatments) == [0, 7]


def test_maintenance():
    found = lay_out(SHIPPED["maintenance"].protocol, START, 2, 42)
    assert offsets(found.treatments) == [0, 42]


@pytest.mark.parametrize("name", SHIPPED)
def test_those_that_are_shipped_keep_their_own_ranges(name):
    protocol = SHIPPED[name].protocol
    assert Protocol.from_values(protocol._asdict()) == protocol
    for rounds in (protocol.rounds_from, protocol.rounds_to):
        for every in (protocol.every_from, protocol.every_to):
            days = lay_out(protocol, START, rounds, every).treatments
            assert len(days) == len(set(days)) == rounds * protocol.together
            assert days == sorted(days)


def test_the_induction_is_one_course_by_the_policy():
    days = lay_out(SHIPPED["induction"].protocol, START, 3, 7).treatments
    assert len(days) == Policy().planned_induction_sessions
    gaps = [(late - early).days for early, late in pairwise(days)]
    assert max(gaps) <= Policy().induction_gap_days


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_number_out_of_its_range_is_named(name):
    for wrong in (0, 9999, "3", True, None):
        with pytest.raises(Invalid) as refused:
            Protocol.from_values(PAIRS._asdict() | {name: wrong})
        assert (name, PARAMETERS[name].fault_in(wrong)) in refused.value.faults


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "massage"}, "kind"),
        ({"every_from": 29, "every_to": 28}, "every_to"),
        ({"rounds_from": 7, "rounds_to": 6}, "rounds_to"),
        ({"together": 8, "every_from": 21}, "every_from"),
    ],
)
def test_what_contradicts_itself_is_refused(values, field):
    with pytest.raises(Invalid) as refused:
        Protocol.from_values(PAIRS._asdict() | values)
    assert [fault.field for fault in refused.value.faults] == [field]


def test_a_course_is_laid_out_within_the_protocols_ranges():
    assert not PAIRS.fault_in(1, 21)
    assert not PAIRS.fault_in(6, 28)
    assert [fault.field for fault in PAIRS.fault_in(7, 20)] == ["rounds", "every"]
    assert [fault.field for fault in PAIRS.fault_in("2", None)] == ["rounds", "every"]


RHYTHM = Due(107, "later")


def due(*days: int) -> Due:
    """The next check-in after a full one on day 100, which the rhythm has on day 107."""
    return as_planned(RHYTHM, days, 100, Policy())


def test_a_planned_check_in_stands_in_for_the_rhythms():
    assert due(105, 112) == Due(105, "course")
    assert due(109) == Due(109, "course")


def test_it_is_never_put_off_past_the_days_of_grace():
    assert due(110) == Due(110, "course")
    assert due(111) == RHYTHM


def test_one_that_would_count_with_the_last_is_passed_over():
    assert due(100, 104) == RHYTHM
    assert due(104, 108) == Due(108, "course")


def test_without_one_the_rhythm_holds():
    assert due() == RHYTHM
    assert due(90, 95) == RHYTHM


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"kind": "oral"}, {"kind": "must be one of induction, booster"}),
        ({"every_from": 30, "every_to": 29}, {"every_to": "must be at least the number before it"}),
        (
            {"rounds_from": 4, "rounds_to": 3},
            {"rounds_to": "must be at least the number before it"},
        ),
        (
            {"every_from": 3, "together": 2, "apart_days": 3, "rounds_from": 1, "rounds_to": 2},
            {"every_from": "must leave time for the treatments of a round"},
        ),
    ],
)
def test_it_says_what_does_not_agree(changes, faults):
    with pytest.raises(Invalid) as refused:
        Protocol.from_values(PAIRS._asdict() | changes)
    assert {fault.field: fault.message for fault in refused.value.faults} == faults


def test_one_round_needs_no_time_before_the_next():
    changes = {"every_from": 3, "together": 2, "apart_days": 3, "rounds_from": 1, "rounds_to": 1}
    assert Protocol.from_values(PAIRS._asdict() | changes).rounds_to == 1


def test_it_says_what_the_protocol_allows():
    (fault,) = PAIRS.fault_in(PAIRS.rounds_from, PAIRS.every_to + 1)
    low, high = PAIRS.every_from, PAIRS.every_to
    words = f"must be a whole number from {low} to {high}, as the protocol has it"
    assert fault == ("every", words)
