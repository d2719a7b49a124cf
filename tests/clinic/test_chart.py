"""Where things go on the chart."""

from datetime import date, timedelta

import pytest

from pwa.clinic.chart import Chart, chart_of
from pwa.store.tables import CheckIn, Treatment
from tests.clinic.story import TODAY, ago, answers_of


def check_in(on: date, total: int | None) -> CheckIn:
    answers = [1, None, 0, 0, 0, 0, 0] if total is None else answers_of(total)
    return CheckIn(on=on, answers=answers)


def treatment(on: date, kind: str = "induction") -> Treatment:
    return Treatment(on=on, kind=kind)


def drawn(*check_ins: CheckIn, treatments: tuple[Treatment, ...] = (), limit: int = 8) -> Chart:
    chart = chart_of(check_ins, treatments, limit, TODAY)
    assert chart is not None
    return chart


def test_it_is_nothing_without_events():
    assert chart_of([], [], 8, TODAY) is None


def test_it_puts_time_from_left_to_right_and_today_at_the_right():
    chart = drawn(check_in(ago(60), 4), check_in(ago(30), 4), check_in(TODAY, 4))
    first, middle, last = (point.x for point in chart.points)
    assert first == chart.left
    assert middle == pytest.approx((first + last) / 2, abs=0.1)
    assert last == chart.right


def test_it_puts_higher_totals_higher_and_each_in_its_band():
    chart = drawn(*(check_in(ago(21 - total), total) for total in range(22)))
    heights = [point.y for point in chart.points]
    assert heights == sorted(heights, reverse=True)
    for point in chart.points:
        [band] = [band for band in chart.bands if band.low <= point.points <= band.high]
        assert band.y < point.y < band.y + band.height


def test_it_puts_the_line_between_what_reaches_it_and_what_does_not():
    chart = drawn(check_in(ago(1), 7), check_in(TODAY, 8))
    below, at = (point.y for point in chart.points)
    assert at < chart.limit_y < below


def test_it_gives_no_height_to_what_was_not_finished():
    chart = drawn(check_in(ago(2), 4), check_in(ago(1), None), check_in(TODAY, 4))
    assert [point.points for point in chart.points] == [4, None, 4]
    assert len(chart.line.split()) == 2


def test_it_shows_at_least_four_weeks():
    chart = drawn(check_in(TODAY, 4))
    assert chart.points[0].x == chart.right
    assert len(chart.ticks) == 5


@pytest.mark.parametrize("days", [28, 90, 365, 2000])
def test_it_writes_few_enough_days_to_read(days):
    chart = drawn(check_in(ago(days), 4))
    assert 4 <= len(chart.ticks) <= 9
    steps = {b.on - a.on for a, b in zip(chart.ticks, chart.ticks[1:], strict=False)}
    assert len(steps) == 1
    assert steps.pop() % timedelta(weeks=1) == timedelta(0)
    assert all(chart.left <= tick.x <= chart.right for tick in chart.ticks)


def test_it_marks_treatments_by_kind():
    chart = drawn(check_in(TODAY, 4), treatments=(treatment(ago(9)), treatment(ago(3), "booster")))
    assert [(mark.on, mark.kind) for mark in chart.marks] == [
        (ago(9), "induction"),
        (ago(3), "booster"),
    ]
