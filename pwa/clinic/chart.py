"""Where everything goes on the chart of a patient's totals; the template draws it as SVG."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from pwa.decision import GAD7, total
from pwa.store.tables import CheckIn, Treatment

WIDTH, HEIGHT = 720, 290
LEFT, RIGHT, TOP, BOTTOM = 34, 84, 22, 34
HIGHEST: int = GAD7.bands[-1].high
SHORTEST_SPAN = 28
MOST_TICKS = 8


class Band(NamedTuple):
    name: str
    y: float
    height: float
    low: int
    high: int


class Point(NamedTuple):
    """A check-in on the chart; `points` is None where it was not finished."""

    x: float
    y: float
    on: date
    points: int | None


class Mark(NamedTuple):
    x: float
    on: date
    kind: str


class Tick(NamedTuple):
    x: float
    on: date


class Chart(NamedTuple):
    bands: list[Band]
    points: list[Point]
    marks: list[Mark]
    ticks: list[Tick]
    limit: int
    limit_y: float
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM

    @property
    def line(self) -> str:
        """The totals joined, as the points of a polyline; what was not finished joins nothing."""
        return " ".join(f"{p.x},{p.y}" for p in self.points if p.points is not None)


def chart_of(
    check_ins: Sequence[CheckIn], treatments: Sequence[Treatment], limit: int, today: date
) -> Chart | None:
    """The chart from the first event to today; None when there is nothing to draw."""
    days = [row.on for row in check_ins] + [row.on for row in treatments]
    if not days:
        return None
    last = max(today, *days)
    first = min(*days, last - timedelta(days=SHORTEST_SPAN))

    def x(on: date) -> float:
        share = (on - first).days / (last - first).days
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    return Chart(
        bands=[
            Band(b.name, y(b.high + 0.5), round(y(b.low - 0.5) - y(b.high + 0.5), 1), b.low, b.high)
            for b in GAD7.bands
        ],
        points=[
            Point(x(row.on), y(total(row.answers) or 0), row.on, total(row.answers))
            for row in check_ins
        ],
        marks=[Mark(x(row.on), row.on, row.kind) for row in treatments],
        ticks=[Tick(x(on), on) for on in _ticks(first, last)],
        limit=limit,
        limit_y=y(limit - 0.5),
    )


def y(points: float) -> float:
    share: float = (points + 0.5) / (HIGHEST + 1)
    return round(HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP), 1)


def _ticks(first: date, last: date) -> list[date]:
    """Days to write below the axis: whole weeks apart, few enough to read."""
    weeks = max(1, -(-(last - first).days // (7 * MOST_TICKS)))
    step = timedelta(weeks=weeks)
    count = (last - first) // step
    return [last - step * n for n in range(count, -1, -1)]
