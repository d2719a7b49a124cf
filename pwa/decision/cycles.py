"""How long each course of treatments has lasted: its scores, and the time until they came back up.

A course that was followed by another before any confirmed return is censored: nobody knows how
long it would have lasted, so it is shown and never counted as a return.
"""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from statistics import median
from typing import NamedTuple

from pwa.decision.policy import Policy
from pwa.decision.since_treatment import time_to_return
from pwa.decision.timeline import Timeline
from pwa.decision.walk import Walk

# Two returns give no range worth the name, and three is what shrinking-benefit looks at too.
ENOUGH_RETURNS = 3


class Cycle(NamedTuple):
    """A course and the time after it: days as ordinals, times in days after its last treatment.

    `returned_after` is the time to return; `ended_after` is when the next course began. `scores`
    are (days after the last treatment, total) of the full check-ins from that day on.
    """

    kind: str
    sessions: int
    first: int
    last: int
    returned_after: int | None
    ended_after: int | None
    scores: tuple[tuple[int, int], ...]

    @property
    def last_day(self) -> date:
        return date.fromordinal(self.last)

    @property
    def is_censored(self) -> bool:
        return self.returned_after is None and self.ended_after is not None


class Lasted(NamedTuple):
    """How long the effect has lasted, in days, over the courses that ended with a return."""

    shortest: int
    longest: int
    usual: float
    returns: int
    censored: int


def cycles_of(timeline: Timeline, policy: Policy, today: int) -> list[Cycle]:
    """Every course that has begun by `today` (an ordinal), the oldest first."""
    begun = [treatment for treatment in timeline.treatments if treatment.on <= today]
    walk = Walk(timeline._replace(treatments=begun), policy)
    walk.to(today + 1)
    followed = [*(course.first for course in walk.courses[1:]), None][: len(walk.courses)]
    return [
        Cycle(
            course.kind,
            course.sessions,
            course.first,
            course.last,
            time_to_return(course),
            following - course.last if following else None,
            _scores(walk, course.last, following or today + 1),
        )
        for course, following in zip(walk.courses, followed, strict=True)
    ]


def _scores(walk: Walk, start: int, end: int) -> tuple[tuple[int, int], ...]:
    days = walk.full_days
    among = range(bisect_left(days, start), bisect_left(days, end))
    return tuple((days[n] - start, walk.full_totals[n]) for n in among)


def lasted(cycles: Sequence[Cycle]) -> Lasted | None:
    """From the shortest to the longest time to return; None before there are enough returns."""
    times = [cycle.returned_after for cycle in cycles if cycle.returned_after is not None]
    if len(times) < ENOUGH_RETURNS:
        return None
    censored = sum(cycle.is_censored for cycle in cycles)
    return Lasted(min(times), max(times), median(times), len(times), censored)
