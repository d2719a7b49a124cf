"""Two policies side by side: what stands at the end, and sums that keep every part."""

import pytest

from pwa.decision import Policy, Timeline
from pwa.decision.lab import Comparison, Figures, Followed, compare, compared, too_little
from pwa.decision.lab.asking import replayed
from pwa.decision.lab.comparison import said
from pwa.decision.lab.counted import median_of, week_of
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
    assert made.requests == {(0, "symptoms-back"): 1}


def test_too_little_is_told_in_numbers():
    figures = Figures(settled=20, first=START, last=START + 7 * 10)
    assert week_of(figures.last) - week_of(figures.first) == 10
    assert too_little(figures) == ["11 of 12 weeks of check-ins"]
