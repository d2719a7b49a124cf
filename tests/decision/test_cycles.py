"""How long each course has lasted, and when that may be said."""

from datetime import date, timedelta

from pwa.decision import Policy, Timeline, parse_case
from pwa.decision.cycles import Lasted, cycles_of, lasted
from pwa.decision.since_treatment import time_to_return
from pwa.decision.walk import Walk
from tests.decision.histories import golden_inputs

START = date(2026, 1, 5)
LATER = date(2099, 1, 1).toordinal()
TOTALS = {4: [1, 1, 1, 1, 0, 0, 0], 9: [2, 2, 1, 1, 1, 1, 1], None: [None, 1, 1, 1, 1, 1, 1]}


def day(number: int) -> date:
    return START + timedelta(number)


def a_history(lasts: list[int | None], gap: int = 70) -> Timeline:
    """A booster every `gap` days, weekly check-ins: 4, and from the day that is given on 9."""
    treatments, check_ins = [], [(day(-7), TOTALS[9])]
    for number, until in enumerate(lasts):
        first = number * gap
        treatments.append((day(first), "booster", False))
        check_ins += [
            (day(first + week), TOTALS[9 if until and week >= until else 4])
            for week in range(7, gap, 7)
        ]
    return Timeline.from_events(16, treatments, check_ins)


def cycles(lasts, gap=70, today=None):
    on = day(len(lasts) * gap - 1) if today is None else day(today)
    return cycles_of(a_history(lasts, gap), Policy(), on.toordinal())


def test_each_course_is_a_cycle_with_its_time_to_return():
    found = cycles([28, 42, None])
    assert [cycle.returned_after for cycle in found] == [28, 42, None]
    assert [cycle.ended_after for cycle in found] == [70, 70, None]
    assert [cycle.is_censored for cycle in found] == [False, False, False]


def test_a_course_that_was_followed_before_a_return_is_censored():
    assert [cycle.is_censored for cycle in cycles([None, 28])] == [True, False]


def test_one_raised_check_in_is_no_return_yet():
    (one,) = cycles([28], today=28)
    assert one.returned_after is None
    (one,) = cycles([28], today=34)
    assert one.returned_after is None
    (one,) = cycles([28], today=35)
    assert one.returned_after == 28


def test_its_scores_are_counted_from_its_last_treatment_to_the_next_course():
    first, second = cycles([None, 14], gap=28)
    assert first.scores == ((7, 4), (14, 4), (21, 4))
    assert second.scores == ((7, 4), (14, 9), (21, 9))


def test_today_counts_and_tomorrow_does_not():
    before, on_the_day = cycles([None, None], today=69), cycles([None, None], today=70)
    assert [(one.first, one.last) for one in before] == [(day(0).toordinal(), day(0).toordinal())]
    assert [one.first for one in on_the_day] == [day(0).toordinal(), day(70).toordinal()]
    (one,) = cycles([None], today=14)
    assert one.scores == ((7, 4), (14, 4))
    (one,) = cycles([None], today=13)
    assert one.scores == ((7, 4),)


def test_a_check_in_with_blanks_has_no_place_in_it():
    timeline = Timeline.from_events(
        None, [(day(0), "booster", False)], [(day(7), TOTALS[None]), (day(14), TOTALS[4])]
    )
    (one,) = cycles_of(timeline, Policy(), day(20).toordinal())
    assert one.scores == ((14, 4),)


def test_treatments_of_one_course_are_one_cycle():
    given = [(day(3 * n), "induction", True) for n in range(6)]
    (one,) = cycles_of(Timeline.from_events(None, given), Policy(), day(20).toordinal())
    assert (one.kind, one.sessions, one.last) == ("induction", 6, day(15).toordinal())


def test_what_lies_ahead_is_not_looked_at():
    assert len(cycles([28, 28], today=69)) == 1


def test_three_returns_are_enough_and_two_are_not():
    assert lasted(cycles([28, 42, None])) is None
    assert lasted(cycles([28, 42, 35])) == Lasted(28, 42, 35, 3, 0)


def test_a_censored_course_is_told_of_and_not_counted():
    assert lasted(cycles([28, None, 42, 35, None])) == Lasted(28, 42, 35, 3, 1)


def test_the_times_are_those_that_the_rules_use():
    for data in golden_inputs():
        case = parse_case(data)
        walk = Walk(case.timeline, case.policy)
        walk.to(LATER)
        found = cycles_of(case.timeline, case.policy, LATER)
        assert [cycle.returned_after for cycle in found] == [
            time_to_return(course) for course in walk.courses
        ]
