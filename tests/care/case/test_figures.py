"""What became of requests, and how many there are beside the budget."""

from datetime import timedelta

import pytest

from pwa.care import policy
from pwa.care.case import budget, closing, escalate, figures
from pwa.care.case.budget import Load
from pwa.care.case.figures import Span
from pwa.errors import Invalid
from tests.care.conftest import TODAY
from tests.conftest import NOW
from tests.items import SEVERE, WELL


def of(life):
    found = figures.by_rule(life.s, life.clinic.id, NOW - timedelta(weeks=4))
    life.s.commit()
    return found


def test_nothing_came_of_nothing(ana):
    assert of(ana) == []


def test_it_tells_what_each_rule_led_to(ana, case, desk, books, clock):
    clock.shift(timedelta(hours=3))
    ana.is_called(outcome="no-answer")
    clock.shift(timedelta(hours=1))
    ana.is_called()
    books(3)
    clock.shift(timedelta(hours=1))
    ana.checks_in(TODAY, SEVERE, reports=["unsafe"])
    clock.shift(timedelta(hours=2))
    escalate.mark(ana.s, ana.clinic.id, NOW + timedelta(hours=7))
    ana.s.commit()
    help_now, severe = of(ana)
    assert (help_now.rule, help_now.asked, help_now.waiting, help_now.escalated) == (
        *("help-now", 1, 1),
        1,
    )
    assert (severe.rule, severe.asked, severe.called, severe.booked) == ("severe-score", 1, 1, 1)
    assert severe.first_call == Span(*[timedelta(hours=3)] * 3)
    assert (severe.waiting, severe.escalated, help_now.first_call) == (0, 0, None)


def test_it_tells_how_they_ended(ana, case, desk, clock):
    closing.close(ana.s, case, "known-cause", desk.nora)
    ana.s.commit()
    clock.shift(60)
    ana.checks_in(TODAY, SEVERE)
    ana.checks_in(TODAY, WELL)
    (severe,) = of(ana)
    assert (severe.asked, severe.closed_by_staff, severe.ended_by_check_in) == (2, 1, 1)
    assert severe.reasons == {"known-cause": 1}


def test_it_leaves_out_what_was_opened_before(ana, case, clock):
    later = NOW + timedelta(days=1)
    assert figures.by_rule(ana.s, ana.clinic.id, later) == []


@pytest.mark.parametrize(
    ("hours", "span"),
    [([], None), ([5], (5, 5, 5)), ([9, 1, 2], (2, 1, 9)), ([1, 2, 4, 9], (3, 1, 9))],
)
def test_the_median_stands_between_the_shortest_and_the_longest(hours, span):
    expected = Span(*(timedelta(hours=h) for h in span)) if span else None
    assert figures.span(timedelta(hours=h) for h in hours) == expected


def test_requests_a_week_count_since_the_thresholds_in_force(ana, case, clock, cast):
    assert budget.load(ana.s, ana.clinic).a_week == 1 / 8
    policy.publish(ana.s, cast.oak, {"return_cutoff": 9}, None, "Test", cast.nora)
    ana.s.commit()
    assert budget.load(ana.s, ana.clinic).a_week is None
    clock.shift(timedelta(weeks=2))
    assert budget.load(ana.s, ana.clinic).a_week == 1 / 2  # asked in the moment of the publish


@pytest.mark.parametrize(
    ("a_week", "most", "exceeds"),
    [(2.0, 2, False), (2.1, 2, True), (None, 2, False), (9.0, None, False)],
)
def test_a_budget_is_exceeded_only_beyond_it(a_week, most, exceeds):
    assert Load(a_week, most, 1, NOW).exceeds is exceeds


@pytest.mark.parametrize("a_week", [0, -1, "ten", 10_001, True])
def test_a_budget_is_a_number_of_requests(ana, a_week):
    with pytest.raises(Invalid):
        budget.set_budget(ana.s, ana.clinic, a_week)
