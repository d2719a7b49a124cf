"""What happened to one patient, in the order of days. Days are ordinals: whole local days."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple, TypeVar

from pwa.decision.questionnaire import Answers, floor, total

INDUCTION = "induction"
BOOSTER = "booster"
TREATMENT_KINDS = (INDUCTION, BOOSTER)


class Treatment(NamedTuple):
    """One ketamine session; `planned` when the clinic scheduled it as part of a course."""

    on: int
    kind: str
    planned: bool


class CheckIn(NamedTuple):
    """The check-in that counts for a day: `total` None with blanks, `floor` the answers' sum."""

    on: int
    total: int | None
    floor: int


class Report(NamedTuple):
    """A side effect, craving or feeling unsafe, reported on a day."""

    on: int
    kind: str


Dated = TypeVar("Dated", Treatment, Report)
_day = attrgetter("on")


def between(events: Sequence[Dated], first: int, last: int) -> Sequence[Dated]:
    """The sorted events from day `first` to day `last`, both included."""
    start = bisect_left(events, first, key=_day)
    return events[start : bisect_left(events, last + 1, key=_day)]


class Timeline(NamedTuple):
    """A patient's history, sorted by day; at most one check-in and one treatment a day.

    `baseline` is the clinic's own entry (0-21 points) or None; `appointments` may lie ahead.
    """

    baseline: int | None = None
    treatments: Sequence[Treatment] = ()
    check_ins: Sequence[CheckIn] = ()
    reports: Sequence[Report] = ()
    contacts: Sequence[int] = ()
    appointments: Sequence[int] = ()

    @classmethod
    def from_events(
        cls,
        baseline: int | None = None,
        treatments: Iterable[tuple[date, str, bool]] = (),
        check_ins: Iterable[tuple[date, Answers]] = (),
        reports: Iterable[tuple[date, str]] = (),
        contacts: Iterable[date] = (),
        appointments: Iterable[date] = (),
    ) -> "Timeline":
        """Build from checked values; check-ins of one day in the order in which they were given."""
        return cls(
            baseline,
            sorted(Treatment(on.toordinal(), kind, planned) for on, kind, planned in treatments),
            _one_a_day(check_ins),
            sorted(Report(on.toordinal(), kind) for on, kind in reports),
            sorted(on.toordinal() for on in contacts),
            sorted(on.toordinal() for on in appointments),
        )


def _one_a_day(check_ins: Iterable[tuple[date, Answers]]) -> list[CheckIn]:
    days: dict[int, CheckIn] = {}
    for on, answers in check_ins:
        given = CheckIn(on.toordinal(), total(answers), floor(answers))
        days[given.on] = the_one_that_counts(days.get(given.on), given)
    return [days[on] for on in sorted(days)]


def the_one_that_counts(earlier: CheckIn | None, later: CheckIn) -> CheckIn:
    """Of two check-ins on one day: the last full one, else the last one given."""
    if earlier is not None and earlier.total is not None and later.total is None:
        return earlier
    return later
