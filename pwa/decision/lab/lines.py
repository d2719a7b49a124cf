"""The lab's figures in words: in force, in the draft, and what the difference is."""

from collections.abc import Callable
from typing import NamedTuple

from pwa.decision.lab.comparison import Comparison
from pwa.decision.lab.figures import Figures

NOTHING = "–"
# What the clinic has not set otherwise.
MINUTES_A_REQUEST = 15


class Line(NamedTuple):
    """One figure of both policies, and the difference, as they are written."""

    name: str
    current: str
    draft: str
    change: str


def lines(made: Comparison, minutes: int) -> list[Line]:
    """The figures that say whether a draft is worth it; a request takes staff so many minutes."""
    figures: list[tuple[str, Callable[[Figures], float | None], int]] = [
        ("Patients whom a check-in flagged", lambda f: f.flagged, 0),
        ("Check-ins flagged, a week", lambda f: f.flags_a_week, 1),
        ("Patients flagged, a week", lambda f: f.people_a_week, 1),
        ("Requests to call, for 100 patient-weeks", lambda f: f.per_100_patient_weeks, 1),
        ("Requests to call, a week", lambda f: f.requests_a_week, 1),
        (
            f"Staff time, minutes a week ({minutes} for a request)",
            lambda f: f.requests_a_week * minutes,
            0,
        ),
        ("Flags for a return", lambda f: f.outcomes.total(), 0),
        ("Of these, false alarms", lambda f: f.false_alarms, 0),
        ("Returns that led to a booster", lambda f: f.returns, 0),
        ("Of these, missed: no flag came before", lambda f: f.misses, 0),
        ("Days from the flag to the booster, median", lambda f: f.median_lead, 1),
    ]
    return [_line(name, of(made.current), of(made.draft), digits) for name, of, digits in figures]


def _line(name: str, current: float | None, draft: float | None, digits: int) -> Line:
    form = f",.{digits}f"

    def written(value: float | None) -> str:
        return NOTHING if value is None else format(value, form)

    if current is None or draft is None:
        change = NOTHING
    elif written(current) == written(draft):
        change = "the same"
    else:  # of what is written: nobody should find another difference by hand
        difference = round(draft, digits) - round(current, digits)
        change = format(difference, f"+{form}").replace("-", "−")
    return Line(name, written(current), written(draft), change)
