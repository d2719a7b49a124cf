"""All that a template needs to show a lab's document."""

from datetime import datetime
from typing import NamedTuple

from pwa.care import lab
from pwa.clinic.lab import over_time, table
from pwa.clinic.lab.plot import Plot
from pwa.decision.lab import Line, lines, too_little
from pwa.store.tables import Clinic


class Shown(NamedTuple):
    """`missing` says what makes the figures mean little; `over_budget` by how many requests a week
    the draft exceeds what the clinic can take, if it does."""

    document: lab.Lab
    at: datetime
    is_synthetic: bool
    missing: list[str]
    lines: list[Line]
    outcomes: list[table.OutcomeLine]
    rules: list[table.RuleLine]
    shifts: table.Shifts
    periods: list[over_time.Period]
    plot: Plot | None
    changed: int
    check_ins: int
    weeks: int
    budget: int | None
    over_budget: float


def shown(document: lab.Lab | None, clinic: Clinic) -> Shown | None:
    """None when there is nothing, or nothing whole, to show."""
    if document is None or not document["is_done"]:
        return None
    made = lab.comparison(document)
    periods = over_time.periods(made)
    is_own = document["source"] == lab.OWN
    budget = clinic.requests_a_week if is_own else None
    return Shown(
        document,
        datetime.fromisoformat(document["at"]),
        not is_own,
        too_little(made.current) if is_own else [],
        lines(made, clinic.minutes_a_request),
        table.outcomes(made),
        table.by_rule(made),
        table.shifts(made),
        periods,
        over_time.chart(periods),
        made.changed,
        made.current.check_ins,
        made.current.weeks,
        budget,
        0.0 if budget is None else max(0.0, made.draft.requests_a_week - budget),
    )
