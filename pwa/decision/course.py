"""A course of treatments with the settled level and the run of raised check-ins within it.

`Course.see` is the one place where a check-in changes a level or a run. It is given the moment
(how the day lies to its course), not the day, so that equal moments must give equal results:
the action plan is folded on that.
"""

from functools import cache
from statistics import median
from typing import NamedTuple

from pwa.decision.policy import Policy
from pwa.decision.timeline import INDUCTION, Treatment

# From the last raised check-in of a run: too soon to count, counts, or too long ago.
CLOSE, NEXT, FAR = range(3)
LOWEST_COUNTS_FROM_DAY = 3


class Moment(NamedTuple):
    """How a day lies to its course, as far as a check-in on it can matter."""

    may_be_raised: bool
    is_settled: bool
    lowest_counts: bool
    gap: int


# There are two dozen of them, and every check-in of a history asks for one.
_moment = cache(Moment)


class Run(NamedTuple):
    """Raised check-ins in a row: the days of the first and last that count, and how many."""

    first: int
    last: int
    readings: int
    confirmed: bool


class Course:
    """Treatments of one kind close together; levels in points, days as ordinals."""

    __slots__ = (
        "first",
        "kind",
        "last",
        "level",
        "lowest",
        "readings",
        "returned",
        "run",
        "sessions",
    )

    def __init__(self, treatment: Treatment) -> None:
        self.kind = treatment.kind
        self.first = self.last = treatment.on
        self.sessions = 1
        self.lowest: int | None = None
        self._start_afresh()

    def _start_afresh(self) -> None:
        self.level: float | None = self.lowest
        self.readings: tuple[int, ...] = ()
        self.run: Run | None = None
        self.returned: int | None = None

    def takes(self, treatment: Treatment, policy: Policy) -> bool:
        """Whether the treatment belongs to this course rather than starting the next."""
        gap = policy.induction_gap_days if self.kind == INDUCTION else policy.course_gap_days
        return treatment.kind == self.kind and treatment.on - self.last <= gap

    def extend(self, on: int) -> None:
        """Take one more treatment in; days count from it now, and nothing is settled yet."""
        self.last = on
        self.sessions += 1
        self._start_afresh()

    def moment(self, on: int, policy: Policy) -> Moment:
        since = on - self.last
        return _moment(
            since >= policy.carry_over_days,
            since >= policy.settled_after_days,
            on - self.first >= LOWEST_COUNTS_FROM_DAY,
            self._gap(self.run, on, policy) if self.run else CLOSE,
        )

    @staticmethod
    def _gap(run: Run, on: int, policy: Policy) -> int:
        days = on - run.last
        if run.confirmed or days < policy.confirm_gap_min_days:
            return CLOSE
        return NEXT if days <= policy.confirm_gap_max_days else FAR

    def see(self, total: int, moment: Moment, on: int, policy: Policy) -> None:
        """Take a full check-in in: it joins, starts or ends a run, or becomes a reading."""
        run = self.run
        if run and run.confirmed and total > policy.clear_at:
            self.run = Run(run.first, run.last, run.readings + 1, confirmed=True)
        elif not (run and run.confirmed) and self._is_raised(total, moment, policy):
            self._join_run(total, moment, on, policy)
        else:
            self.run = None
            if moment.is_settled and len(self.readings) < policy.settled_readings:
                self.readings = (*self.readings, total)
                self.level = median(self.readings)
        if moment.lowest_counts and (self.lowest is None or total < self.lowest):
            self.lowest = total
            self.level = median(self.readings) if self.readings else total

    def _is_raised(self, total: int, moment: Moment, policy: Policy) -> bool:
        return (
            total >= policy.return_cutoff
            and moment.may_be_raised
            and self.level is not None
            and total - self.level >= policy.return_rise
        )

    def _join_run(self, total: int, moment: Moment, on: int, policy: Policy) -> None:
        run = self.run
        if run is None or moment.gap == FAR:
            first, last, count = on, on, 1
        elif moment.gap == NEXT:
            first, last, count = run.first, on, run.readings + 1
        else:
            first, last, count = run.first, run.last, run.readings
        confirmed = count >= policy.return_readings or self._is_fast(total, policy)
        self.run = Run(first, last, count, confirmed)
        if confirmed and self.returned is None:
            self.returned = first

    def _is_fast(self, total: int, policy: Policy) -> bool:
        return (
            self.level is not None
            and total >= policy.fast_return_cutoff
            and total - self.level >= policy.fast_return_rise
        )

    def copy(self) -> "Course":
        """The same state apart, to ask what a check-in would change."""
        twin = Course.__new__(Course)
        for name in Course.__slots__:
            setattr(twin, name, getattr(self, name))
        return twin
