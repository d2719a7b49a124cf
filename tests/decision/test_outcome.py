"""Response, remission and reliable change, each worked by hand."""

from datetime import date, timedelta

import pytest

from pwa.decision import Policy, Timeline
from pwa.decision.outcome import outcome_of

START = date(2026, 1, 5)


def day(number: int) -> date:
    return START + timedelta(number)


def answers(points: int) -> list[int]:
    return [min(3, max(0, points - 3 * place)) for place in range(7)]


def outcome(*scores: tuple[int, int], baseline: int | None = 16, today: int = 60, treated=(0,)):
    """After boosters on the days `treated`; scores are (day, points)."""
    timeline = Timeline.from_events(
        baseline,
        [(day(on), "booster", True) for on in treated],
        [(day(on), answers(points)) for on, points in scores],
    )
    return outcome_of(timeline, Policy(), day(today).toordinal())


def holds(found) -> dict[str, bool | None]:
    return {measure.name: measure.holds for measure in found.measures}


def test_there_is_none_before_the_first_treatment():
    assert outcome((1, 16), treated=()) is None
    assert outcome((1, 16), treated=(61,)) is None


def test_a_fall_by_half_is_a_response_and_no_more_is_needed():
    assert holds(outcome((20, 8)))["response"] is True
    assert holds(outcome((20, 9)))["response"] is False
    assert holds(outcome((20, 8), baseline=15))["response"] is False


def test_remission_is_a_total_below_the_cut_off_whatever_came_before():
    assert holds(outcome((20, 7), baseline=None))["remission"] is True
    assert holds(outcome((20, 8), baseline=None))["remission"] is False


@pytest.mark.parametrize(
    ("points", "reliable", "important"),
    [
        (10, True, True),
        (11, False, True),
        (12, False, True),
        (13, False, False),
        (21, False, False),
    ],
)
def test_changes_are_measured_from_the_baseline(points, reliable, important):
    found = outcome((20, points))
    assert found.change == points - 16
    assert (holds(found)["reliable-change"], holds(found)["important-change"]) == (
        reliable,
        important,
    )


def test_a_reliable_change_may_be_for_the_worse():
    found = outcome((20, 16), baseline=10)
    assert (found.change, holds(found)["reliable-change"]) == (6, True)
    assert holds(found)["important-change"] is False


def test_without_a_baseline_only_the_total_itself_is_judged():
    found = outcome((20, 5), baseline=None)
    assert found.change is None
    assert holds(found) == {
        "response": None,
        "remission": True,
        "reliable-change": None,
        "important-change": None,
        "responded": True,
    }


def test_a_total_up_to_the_day_of_the_first_treatment_says_nothing_about_it():
    found = outcome((-3, 16), (0, 4), baseline=None)
    assert (found.baseline, found.latest) == (4, None)
    assert not any(holds(found).values())


def test_it_says_when_the_total_still_looks_back_before_the_treatment():
    assert outcome((6, 5)).is_early
    late = outcome((7, 5))
    assert (late.since, late.is_early) == (7, False)
    assert outcome((20, 5), treated=(0, 18)).since == 2


def test_what_comes_later_is_not_looked_at():
    assert outcome((20, 5), (61, 21)).latest == 5
    assert outcome((20, 5), treated=(0, 61)).since == 20


def test_the_policys_own_word_rests_on_the_settled_level():
    assert holds(outcome((14, 4), (21, 4), (60, 15)))["responded"] is True
    assert holds(outcome((14, 9), (21, 9), (60, 4)))["responded"] is False


def test_each_measure_has_its_source():
    sources = {measure.name: measure.source for measure in outcome((20, 5)).measures}
    assert all(sources.values())
    assert sources["responded"] == "the clinical policy: what symptoms-back rests on"


def test_each_measure_has_the_limit_that_it_used():
    limits = {one.name: one.limit for one in outcome((20, 8)).measures}
    assert limits == {
        "response": 8.0,
        "remission": 7,
        "reliable-change": 6,
        "important-change": 4,
        "responded": None,
    }


def test_it_says_when_the_latest_total_was_and_what_settled():
    found = outcome((14, 4), (21, 6), (30, 5))
    assert (found.latest_on, found.level) == (day(30).toordinal(), 5)
    assert outcome((20, 5), (60, 7)).latest == 7
    assert outcome((20, 5), treated=(0, 20)).since == 0


def test_the_day_of_the_first_treatment_is_after_it_has_begun():
    assert outcome((40, 16), treated=(60,), baseline=None).baseline == 16


def test_what_the_policy_calls_responded_needs_a_level():
    assert holds(outcome((2, 4)))["responded"] is None
    assert holds(outcome((14, 7), baseline=10))["responded"] is False
