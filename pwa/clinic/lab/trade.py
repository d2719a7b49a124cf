"""What moving one parameter trades: work for the clinic against returns that are seen before."""

from typing import NamedTuple

from pwa.care.lab.trade_off import Point
from pwa.clinic.lab.plot import Dot, Plot, Series, across, upwards
from pwa.decision import Policy

ALL = 100  # percent


class Row(NamedTuple):
    """The draft with the parameter at one value."""

    value: int
    marks: str
    per_100: float
    returns: int
    seen: float | None
    median_lead: float | None
    flags: int
    false_alarms: int


def rows(points: list[Point], name: str, current: Policy, draft: Policy) -> list[Row]:
    def marks(value: int) -> str:
        named = (("in force", current[name]), ("this draft", draft[name]))
        return ", ".join(words for words, own in named if own == value)

    return [
        Row(
            value,
            marks(value),
            figures.per_100_patient_weeks,
            figures.returns,
            figures.seen_before,
            figures.median_lead,
            figures.outcomes.total(),
            figures.false_alarms,
        )
        for value, figures in points
    ]


def chart(found: list[Row]) -> Plot | None:
    """Requests to the right, returns seen before their booster upwards; None without returns."""
    if len(found) < 2 or found[0].seen is None:
        return None
    along, up = across(max(row.per_100 for row in found) or 1), upwards(ALL)
    dots = [
        Dot(
            along.at(row.per_100),
            up.at(row.seen or 0),
            f"{row.value}: {row.per_100:.1f} requests, {row.seen:.0f} percent of returns",
            f"{row.value}{'*' if row.marks else ''}",
        )
        for row in found
    ]
    return Plot(
        [Series("values", "", dots)],
        along.ticks(),
        up.ticks(),
        "requests for 100 patient-weeks",
        "percent of returns flagged before their booster",
    )
