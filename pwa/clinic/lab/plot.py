"""Where everything goes on a chart of the lab; the template draws it as SVG."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 48, 40, 30, 52
MOST_TICKS = 6


class Dot(NamedTuple):
    x: float
    y: float
    title: str
    label: str = ""


class Series(NamedTuple):
    """Dots that are joined; `look` is a class of the style sheet."""

    name: str
    look: str
    dots: list[Dot]

    @property
    def line(self) -> str:
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


class Tick(NamedTuple):
    at: float
    label: str


class Plot(NamedTuple):
    series: list[Series]
    x_ticks: list[Tick]
    y_ticks: list[Tick]
    x_name: str
    y_name: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM


class Scale(NamedTuple):
    """From figures between 0 and `high` to places between `start` and `end`."""

    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        return round(self.start + value / self.high * (self.end - self.start), 1)

    def ticks(self) -> list[Tick]:
        step = _step(self.high)
        count = int(self.high / step + 1e-9)
        return [Tick(self.at(n * step), f"{n * step:g}") for n in range(count + 1)]


def across(high: float) -> Scale:
    return Scale(_rounded(high), LEFT, WIDTH - RIGHT)


def upwards(high: float) -> Scale:
    return Scale(_rounded(high), HEIGHT - BOTTOM, TOP)


def some_of(names: Sequence[str], at: Callable[[float], float]) -> list[Tick]:
    """Few enough of the names to read, each below its place, the first and the last of them."""
    step = max(1, -(-len(names) // MOST_TICKS))
    last = len(names) - 1
    return [Tick(at(n), names[n]) for n in range(last, -1, -step)][::-1]


def _rounded(high: float) -> float:
    """A whole number of steps, as high or a little higher."""
    step = _step(high)
    return step * max(1, -(-high // step))


def _step(high: float) -> float:
    """A round distance of ticks: 1, 2 or 5 times a power of ten."""
    size = 0.1
    while True:
        for step in (size, 2 * size, 5 * size):
            if high / step <= MOST_TICKS:
                return round(step, 6)
        size *= 10
