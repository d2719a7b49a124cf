"""Requests over time under both policies: as many periods as can be read, in rows and a chart."""

from datetime import date
from typing import NamedTuple

from pwa.care.case.reasons import short_day
from pwa.clinic.lab.plot import LEFT, RIGHT, WIDTH, Dot, Plot, Scale, Series, some_of, upwards
from pwa.decision.lab import Comparison, Figures
from pwa.decision.lab.counted import monday_of

MOST_PERIODS = 26
IN_FORCE, DRAFT = "in force", "this draft"


class Period(NamedTuple):
    """Some weeks: requests, and flagged check-ins, in force and in the draft."""

    first: date
    weeks: int
    requests: tuple[int, int]
    flags: tuple[int, int]


def periods(made: Comparison) -> list[Period]:
    """The clinic's weeks, some of them together where there are many; the newest are complete."""
    first, last = made.current.first_week, made.current.last_week
    if first is None or last is None:
        return []
    step = -(-(last - first + 1) // MOST_PERIODS)
    starts = range(last - step + 1, first - step, -step)
    return [_period(made, start, step) for start in starts][::-1]


def _period(made: Comparison, start: int, weeks: int) -> Period:
    def counted(figures: Figures) -> tuple[int, int]:
        return tuple(  # type: ignore[return-value]  # two of them
            sum(n for (week, _), n in counter.items() if start <= week < start + weeks)
            for counter in (figures.requests, figures.flags)
        )

    (asked, flagged), (would_ask, would_flag) = counted(made.current), counted(made.draft)
    first = date.fromordinal(monday_of(start))
    return Period(first, weeks, (asked, would_ask), (flagged, would_flag))


def chart(rows: list[Period]) -> Plot | None:
    """Requests a week; None before there are two periods to join."""
    if len(rows) < 2:
        return None
    up = upwards(max(max(row.requests) / row.weeks for row in rows) or 1)
    along = Scale(len(rows) - 1, LEFT, WIDTH - RIGHT)

    def series(name: str, look: str, place: int) -> Series:
        dots = [
            Dot(
                along.at(n),
                up.at(row.requests[place] / row.weeks),
                f"{_named(row)}, {name}: {row.requests[place] / row.weeks:.1f} a week",
            )
            for n, row in enumerate(rows)
        ]
        return Series(name, look, dots)

    return Plot(
        [series(IN_FORCE, "earlier", 0), series(DRAFT, "", 1)],
        some_of([short_day(row.first) for row in rows], along.at),
        up.ticks(),
        "week from",
        "requests a week",
    )


def _named(row: Period) -> str:
    return f"from {short_day(row.first)} {row.first.year}"
