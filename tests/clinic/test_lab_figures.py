"""How the lab's figures are drawn and put into rows."""

from collections import Counter
from datetime import date

import pytest

from pwa.care.lab.trade_off import Point
from pwa.clinic.lab import over_time, plot, table, trade
from pwa.decision import Policy
from pwa.decision.lab import Comparison, Figures, lines
from pwa.decision.lab.counted import week_of

MONDAY = date(2026, 1, 5)
WEEK = week_of(MONDAY.toordinal())


def figures(requests: dict[int, int], weeks: int, **more: object) -> Figures:
    """Requests by week, counted from the first."""
    return Figures(
        days=7 * weeks,
        requests=Counter({(WEEK + week, "sharp-rise"): n for week, n in requests.items()}),
        first=MONDAY.toordinal(),
        last=MONDAY.toordinal() + 7 * (weeks - 1),
        **more,
    )


def test_few_weeks_are_periods_of_their_own():
    made = Comparison(figures({0: 1, 2: 4}, 3), figures({1: 2}, 3))
    rows = over_time.periods(made)
    assert [row.requests for row in rows] == [(1, 0), (0, 2), (4, 0)]
    assert (rows[0].first, rows[0].weeks) == (MONDAY, 1)


@pytest.mark.parametrize("weeks", [26, 27, 104, 105, 530])
def test_many_weeks_are_put_together_and_none_is_lost(weeks):
    made = Comparison(figures(dict.fromkeys(range(weeks), 1), weeks), figures({}, weeks))
    rows = over_time.periods(made)
    assert len(rows) <= over_time.MOST_PERIODS
    assert sum(row.requests[0] for row in rows) == weeks
    assert rows[-1].requests[0] == rows[-1].weeks  # the newest is complete


def test_the_chart_puts_more_requests_higher_and_time_to_the_right():
    made = Comparison(figures({0: 1, 2: 4}, 3), figures({1: 2}, 3))
    chart = over_time.chart(over_time.periods(made))
    in_force, draft = chart.series
    assert [dot.x for dot in in_force.dots] == [
        chart.left,
        *[d.x for d in draft.dots[1:2]],
        chart.right,
    ]
    heights = [dot.y for dot in in_force.dots]
    assert heights[2] < heights[0] < heights[1] == chart.bottom
    assert in_force.dots[2].title == "from 19 Jan 2026, in force: 4.0 a week"


def test_one_period_is_no_chart():
    assert over_time.chart(over_time.periods(Comparison(figures({}, 1), figures({}, 1)))) is None
    assert over_time.periods(Comparison()) == []


@pytest.mark.parametrize("high", [0.04, 0.9, 1, 3.3, 7, 20, 99, 100, 1234])
def test_ticks_are_round_few_and_reach_the_highest(high):
    scale = plot.upwards(high)
    ticks = scale.ticks()
    assert 2 <= len(ticks) <= plot.MOST_TICKS + 2
    assert ticks[0].label == "0"
    assert float(ticks[-1].label) == pytest.approx(scale.high)
    assert scale.high >= high


def point(value: int, asked: int, seen: int, missed: int) -> Point:
    leads = Counter({9: seen}) if seen else Counter()
    return Point(value, figures({0: asked}, 10, leads=leads, misses=missed))


def test_a_trade_off_marks_what_is_in_force_and_what_is_drafted():
    points = [point(7, 9, 4, 0), point(8, 5, 3, 1), point(9, 2, 1, 3)]
    rows = trade.rows(points, "return_cutoff", Policy(), Policy(return_cutoff=9))
    assert [row.marks for row in rows] == ["", "in force", "this draft"]
    assert [row.seen for row in rows] == [100, 75, 25]
    chart = trade.chart(rows)
    [series] = chart.series
    assert [dot.label for dot in series.dots] == ["7", "8*", "9*"]
    assert [dot.x for dot in series.dots] == sorted((dot.x for dot in series.dots), reverse=True)
    assert [dot.y for dot in series.dots] == sorted(dot.y for dot in series.dots)


def test_without_returns_there_is_nothing_to_draw_against():
    rows = trade.rows([point(7, 9, 0, 0), point(8, 5, 0, 0)], "return_cutoff", Policy(), Policy())
    assert rows[0].seen is None
    assert trade.chart(rows) is None


def test_a_difference_is_that_of_the_figures_as_written():
    made = Comparison(figures({0: 5}, 12), figures({0: 8}, 12))  # 0.42 and 0.67 a week
    found = {line.name: line for line in lines(made, 15)}
    assert found["Requests to call, a week"][1:] == ("0.4", "0.7", "+0.3")
    assert found["Staff time, minutes a week (15 for a request)"][1:] == ("6", "10", "+4")
    assert found["Flags for a return"].change == "the same"
    assert found["Days from the flag to the booster, median"][1:] == ("–", "–", "–")
    back = {line.name: line for line in lines(Comparison(made.draft, made.current), 15)}
    assert back["Requests to call, a week"].change == "−0.3"


def test_rules_stand_in_the_order_of_the_policy():
    days = {"first": 1, "last": 14}  # two weeks
    made = Comparison(
        Figures(requests=Counter({(0, "missed-check-ins"): 2, (1, "sharp-rise"): 1}), **days),
        Figures(
            flags=Counter({(0, "sharp-rise"): 3, (1, "sharp-rise"): 1}),
            people=Counter({(0, "sharp-rise"): 2, (0, "any"): 2, (1, "sharp-rise"): 1}),
            **days,
        ),
    )
    assert table.by_rule(made) == [
        table.RuleLine("Sharp rise", (1, 0), (0, 2), (0, 1.5)),
        table.RuleLine("Not heard from", (2, 0), (0, 0), (0, 0)),
    ]


def test_earlier_and_later_are_told_apart():
    made = Comparison(shifts=Counter({7: 2, 14: 1, 0: 4, -7: 1}), gained=3, lost=2)
    assert table.shifts(made) == (3, 4, 1, 7, 7, 3, 2)
