"""Days since treatment: each course laid over the earlier ones; the template draws it as SVG."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pwa.clinic.chart import BOTTOM, HEIGHT, HIGHEST, LEFT, RIGHT, TOP, WIDTH, y
from pwa.decision import GAD7
from pwa.decision.cycles import Cycle, Lasted

SHORTEST = 28  # days
TICKS = 6


class Dot(NamedTuple):
    x: float
    y: float
    days: int
    points: int
    returned: bool


class Trace(NamedTuple):
    """One course: its dots, and whether it is the newest."""

    dots: list[Dot]
    is_newest: bool

    @property
    def line(self) -> str:
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


class Overlay(NamedTuple):
    traces: list[Trace]
    ticks: list[tuple[float, int]]
    heights: list[tuple[float, int]]
    window: tuple[float, float] | None
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM


def overlay_of(cycles: Sequence[Cycle], usual: Lasted | None) -> Overlay | None:
    """None before the first treatment."""
    if not cycles:
        return None
    days = [day for cycle in cycles for day, _ in cycle.scores]
    longest = max(SHORTEST, *days, usual.longest if usual else 0)

    def x(day: float) -> float:
        return round(LEFT + day / longest * (WIDTH - LEFT - RIGHT), 1)

    step = -(-longest // (7 * TICKS)) * 7
    return Overlay(
        [_trace(cycle, x, cycle is cycles[-1]) for cycle in cycles],
        [(x(day), day) for day in range(0, longest + 1, step)],
        [(y(points), points) for points in (0, *(band.low for band in GAD7.bands[1:]), HIGHEST)],
        (x(usual.shortest), x(usual.longest)) if usual else None,
    )


def _trace(cycle: Cycle, x: Callable[[float], float], is_newest: bool) -> Trace:
    dots = [
        Dot(x(day), y(total), day, total, day == cycle.returned_after)
        for day, total in cycle.scores
    ]
    return Trace(dots, is_newest)
