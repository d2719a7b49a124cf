"""Two policies side by side: what stands at the end, and sums that keep every part."""

from collections import Counter

import pytest

from pwa.decision import Policy, Timeline
from pwa.decision.lab import Comparison, Figures, Followed, compare, compared, too_little
from pwa.decision.lab.asking import replayed
from pwa.decision.lab.comparison import said
from pwa.decision.lab.counted import median_of, week_of
from pwa.decision.lab.figures import ANY
from pwa.decision.lab.outcome import episodes
from tests.decision.lab import START, told, weekly

POLICY = Policy()
SENSITIVE = Policy.from_values({"return_readings": 1})
QUIET = Policy.from_values({"return_cutoff": 10, "return_rise": 6, "fast_return_cutoff": 15})


@pytest.mark.parametrize(
    ("patient", "at_the_end"),
    [
        (told(weekly(4, 9, 10)), ("symptoms-back", "routine", "contact")),
        (told(weekly(4, 4, 9)), (None, "none", "check-again")),
        (told(weekly(4, 4, 4)), (None, "none", "none")),
        (told(weekly(4, 4, 9), until=40), (None, "none", "none")),  # too long ago
        (told(weekly(4, 16), [21]), (None, "none", "none")),  # it asked; the treatment answered
        (Followed.to(Timeline(), START), (None, "none", "none")),
    ],
)
def test_what_stands_at_the_end(patient, at_the_end):
    assert said(replayed(patient, POLICY)) == at_the_end


FOUND_EARLIER = told(weekly(4, 9), [23])  # by the sensitive policy only
RAISED = told(weekly(4, 4, 9))


def test_every_part_is_summed():
    patients = [FOUND_EARLIER, FOUND_EARLIER, RAISED, RAISED]
    made = compared(patients, POLICY, SENSITIVE)
    assert (made.gained, made.lost, made.changed) == (2, 0, 2)
    back = compared(patients, SENSITIVE, POLICY)
    assert (back.gained, back.lost, back.changed) == (0, 2, 2)
    for one in (made, back):
        assert Comparison.from_json(one.as_json()) == one


def test_each_policy_has_its_own_outcomes():
    patient = told(weekly(4, 9, 10, 6), until=80)
    made = compare(patient, POLICY, QUIET)
    assert (made.current.outcomes, made.draft.outcomes) == ({"false-alarm": 1}, {})
    back = compare(patient, QUIET, POLICY)
    assert (back.current.outcomes, back.draft.outcomes) == ({}, {"false-alarm": 1})


@pytest.mark.parametrize(
    ("counted", "median"),
    [({1: 2, 9: 1, 10: 2}, 9), ({1: 3, 9: 1, 10: 4}, 9.5), ({7: 1}, 7)],
)
def test_the_median_is_in_the_middle(counted, median):
    assert median_of(counted) == median


def test_without_weeks_all_is_in_week_0():
    made = compare(told(weekly(4, 4, 9, 10, 11)), POLICY, POLICY).current.without_weeks()
    assert made.flags == {(0, "symptoms-back"): 2}
    assert made.people == {(0, "symptoms-back"): 2, (0, ANY): 2}
    assert made.requests == {(0, "symptoms-back"): 1}


def test_the_figures_of_two_are_added():
    one, other = Figures(patients=2, first=START), Figures(patients=3, first=START + 1)
    assert one + other == Figures(patients=5, first=START)
    assert (one.patients, other.patients) == (2, 3)


@pytest.mark.parametrize(("weeks_before", "a_week"), [(11, 1 / 12), (12, 0)])
def test_the_newest_twelve_weeks_are_twelve(weeks_before, a_week):
    last = START + 7 * 40
    asked = Counter({(week_of(last) - weeks_before, "sharp-rise"): 1})
    assert Figures(requests=asked, first=START, last=last).requests_a_week == a_week


@pytest.mark.parametrize(
    ("patient", "policy", "expected"),
    [
        (told(weekly(4, 16, 4, 4, 16), [21], until=60), POLICY, [(42, "undecided")]),
        (told({14: 4, 27: 4, 28: 16}, until=80), POLICY, [(28, "lasting")]),
        (told({14: 4, 28: 16, 29: 4}, until=80), POLICY, [(28, "false-alarm")]),
        (told(weekly(4, 9, 10, 11)), POLICY, [(28, "undecided")]),
        (  # it still asks at 6, where the yardstick is back down
            told(weekly(4, 9, 10, 6), until=80),
            Policy.from_values({"clear_at": 4}),
            [(28, "false-alarm"), (35, "lasting")],
        ),
    ],
)
def test_where_an_episode_begins_and_what_becomes_of_it(patient, policy, expected):
    found = episodes(patient, replayed(patient, policy).flags)
    assert [(one.first - START, one.outcome) for one in found] == expected


def test_too_little_is_told_in_numbers():
    figures = Figures(settled=20, first=START, last=START + 7 * 10)
    assert week_of(figures.last) - week_of(figures.first) == 10
    assert too_little(figures) == ["11 of 12 weeks of check-ins"]
