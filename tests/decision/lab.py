"""Small histories for the lab, told by days from a Monday: day 0 is the first."""

from collections.abc import Iterable
from datetime import date, timedelta

from pwa.decision import Timeline
from pwa.decision.lab import Followed

MONDAY = date(2026, 1, 5)
START = MONDAY.toordinal()


def on(day: int) -> date:
    return MONDAY + timedelta(day)


def answers(total: int) -> list[int]:
    return [min(3, max(0, total - 3 * place)) for place in range(7)]


def told(
    totals: dict[int, int | None],
    boosters: Iterable[int] = (),
    until: int | None = None,
    *,
    planned: Iterable[int] = (),
    contacts: Iterable[int] = (),
) -> Followed:
    """A history of totals by day (None = left unfinished), after a booster on day 0.

    `planned` are boosters, too.
    """
    timeline = Timeline.from_events(
        baseline=16,
        treatments=[
            (MONDAY, "booster", False),
            *((on(day), "booster", day in planned) for day in (*boosters, *planned)),
        ],
        check_ins=[
            (on(day), [None] * 7 if total is None else answers(total))
            for day, total in totals.items()
        ],
        contacts=map(on, contacts),
    )
    last = until if until is not None else max([0, *totals, *boosters, *planned, *contacts])
    return Followed.to(timeline, START + last)


def weekly(*totals: int, since: int = 14) -> dict[int, int | None]:
    """A total a week, the first two weeks after the treatment of day 0."""
    return {since + 7 * week: total for week, total in enumerate(totals)}
