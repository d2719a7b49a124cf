"""The lab's figures as they are written, and the values over which a trade-off is measured."""

from collections import Counter

import pytest

from pwa.decision import Policy
from pwa.decision.lab import Comparison, Figures, compare, lines
from pwa.decision.lab.figures import ANY
from pwa.decision.lab.outcome import FALSE_ALARM, TREATED
from pwa.decision.lab.trade_off import measured, moved, values_over
from tests.decision.lab import START, told, weekly

POLICY = Policy()


def figures(week: int, times: int) -> Figures:
    return Figures(
        days=7 * 4,
        flagged=1100 * times,
        flags=Counter({(week, "sharp-rise"): 5000 * times}),
        people=Counter({(week, ANY): 4000 * times}),
        requests=Counter({(week, "sharp-rise"): 3000 * times}),
        outcomes=Counter({FALSE_ALARM: 1200 * times, TREATED: 300 * times}),
        leads=Counter({1000 * times: 1300}),
        misses=1500 * times,
        first=START,
        last=START,
    )


def test_each_figure_has_its_name_and_is_written_with_its_difference():
    one = figures(1, 1)
    week = one.last_week
    made = Comparison(figures(week, 2), figures(week, 1))
    assert list(map(tuple, lines(made, minutes=2))) == [
        ("Patients whom a check-in flagged", "2,200", "1,100", "−1,100"),
        ("Check-ins flagged, a week", "10,000.0", "5,000.0", "−5,000.0"),
        ("Patients flagged, a week", "8,000.0", "4,000.0", "−4,000.0"),
        ("Requests to call, for 100 patient-weeks", "150,000.0", "75,000.0", "−75,000.0"),
        ("Requests to call, a week", "6,000.0", "3,000.0", "−3,000.0"),
        ("Staff time, minutes a week (2 for a request)", "12,000", "6,000", "−6,000"),
        ("Flags for a return", "3,000", "1,500", "−1,500"),
        ("Of these, false alarms", "2,400", "1,200", "−1,200"),
        ("Returns that led to a booster", "4,300", "2,800", "−1,500"),
        ("Of these, missed: no flag came before", "3,000", "1,500", "−1,500"),
        ("Days from the flag to the booster, median", "2,000.0", "1,000.0", "−1,000.0"),
    ]


def test_a_rise_has_a_plus_and_what_is_written_alike_is_the_same():
    week = figures(1, 1).last_week
    risen = lines(Comparison(figures(week, 1), figures(week, 2)), minutes=2)
    assert risen[0].change == "+1,100"
    same = lines(Comparison(figures(week, 1), figures(week, 1)), minutes=2)
    assert {line.change for line in same} == {"the same"}
    assert same[0][1:3] == ("1,100", "1,100")


def test_the_difference_is_that_of_the_rounded_figures():
    rates = [Figures(days=7 * 1000, requests=Counter({(0, "x"): n})) for n in (104, 146)]
    line = lines(Comparison(*rates), minutes=2)[3]
    assert line[1:] == ("10.4", "14.6", "+4.2")
    almost = [Figures(days=7 * 10000, requests=Counter({(0, "x"): n})) for n in (1044, 1046)]
    assert lines(Comparison(*almost), minutes=2)[3][1:] == ("10.4", "10.5", "+0.1")


@pytest.mark.parametrize("leads", [({}, {}), ({9: 1}, {}), ({}, {9: 1})])
def test_without_a_figure_there_is_a_dash_and_no_difference(leads):
    made = Comparison(*(Figures(leads=Counter(one)) for one in leads))
    written = ["9.0" if one else "–" for one in leads]
    assert lines(made, minutes=2)[-1][1:] == (*written, "–")


DRAFT = Policy.from_values({"return_cutoff": 9})


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("return_cutoff", [7, 8, 9, 10, 11, 12]),
        ("return_readings", [1, 2, 3]),
        ("return_rise", [4, 5, 6]),  # at most fast_return_rise
        ("visit_notice_days", [0, 2, 5, 7, 9, 12, 14]),
        ("visit_interval_days", [7, 20, 33, 45, 58, 71, 84]),
        ("contact_quiet_days", [3, 7, 11, 14, 15, 20, 24, 28]),
    ],
)
def test_values_are_spread_over_the_range_of_a_parameter(name, values):
    assert values_over(name, DRAFT, POLICY) == values


def test_the_values_of_both_policies_are_among_them():
    draft = Policy.from_values({"contact_quiet_days": 9})
    assert values_over("contact_quiet_days", draft, POLICY) == [3, 7, 9, 11, 14, 15, 20, 24, 28]


def test_a_draft_moves_in_one_parameter_and_keeps_the_rest():
    assert moved(DRAFT, "clear_at", 5).values == {"return_cutoff": 9, "clear_at": 5}
    assert moved(DRAFT, "return_rise", 7) is None


@pytest.mark.parametrize(
    "patient",
    [
        told(weekly(4, 9, 10, 11), [40]),
        told(weekly(4, 9), [23]),
        told(weekly(4, 9, 10, 6), until=80),
    ],
)
def test_it_is_measured_as_it_is_compared(patient):
    for policy in (POLICY, Policy.from_values({"return_readings": 1})):
        made = compare(patient, POLICY, policy).draft
        assert measured(patient, policy) == made.without_weeks()
