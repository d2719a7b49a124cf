"""When the next check-in is: by the clinic's rhythm, from the last one and the last treatment.

No step is longer than the policy's `check_in_interval_days`, and a treatment puts a check-in off by
no more than the days of grace: `missed-check-ins` never finds someone whom the rhythm has not
asked yet.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pwa.decision.cycles import Lasted
from pwa.decision.numbers.sources import CHOICE
from pwa.decision.parameter import Parameter
from pwa.decision.policy import Policy
from pwa.errors import Fault, Invalid

_CLOSEST = "closer than 5 days two check-ins count as one"
PARAMETERS = {
    parameter.name: parameter
    for parameter in (
        Parameter(
            "early_days", 28, 14, 84, "days",
            "How long after a treatment the first rhythm lasts.", CHOICE,
            "the effect is judged from two weeks on, and a plan past 12 weeks is no first time",
        ),
        Parameter(
            "early_every_days", 7, 5, 28, "days",
            "How often patients check in during that time.",
            "weekly use with the unchanged two-week question is common practice", _CLOSEST,
        ),
        Parameter(
            "window_every_days", 7, 5, 28, "days",
            "How often patients check in on days when the effect has worn off before.",
            CHOICE, _CLOSEST,
        ),
    )
}  # fmt: skip


class Rhythm(NamedTuple):
    """The clinic's rhythm, in days. After the first time the policy's own interval holds."""

    early_days: int = 28
    early_every_days: int = 7
    window_every_days: int = 7

    @classmethod
    def from_values(cls, values: Mapping[str, object], policy: Policy) -> "Rhythm":
        """Build from what was entered. Raises Invalid, with the range, for every fault."""
        faults = [Fault(name, words) for name, value in values.items() if
                  (words := _fault(name, value, policy))]  # fmt: skip
        if faults:
            raise Invalid(faults)
        return cls(**values)  # type: ignore[arg-type]  # each value was checked just above


def _fault(name: str, value: object, policy: Policy) -> str | None:
    parameter = PARAMETERS.get(name)
    if parameter is None:
        return "is not a part of the rhythm"
    most = policy.check_in_interval_days
    if name.endswith("every_days") and type(value) is int and value > most:
        return f"must be at most {most}, the threshold for how often patients check in"
    return parameter.fault_in(value)


class Due(NamedTuple):
    """The day (ordinal) of the next check-in, which may have passed, and by which part of it."""

    on: int
    by: str  # early | window | later


def due(
    last: int, treated_on: int | None, window: Lasted | None, rhythm: Rhythm, policy: Policy
) -> Due:
    """The check-in after the full one of day `last` (ordinals).

    `treated_on` is the last treatment so far; `window` says how long treatments have lasted.
    """
    missed = last + policy.missed_contact_days - 1
    interval = policy.check_in_interval_days
    later = Due(min(last + interval, missed), "later")
    if treated_on is None:
        return later
    every = min(rhythm.early_every_days, interval)
    if last < treated_on:  # the clock starts again
        late = last + interval + policy.reminder_grace_days
        return Due(min(treated_on + every, late, missed), "early")
    since = last - treated_on
    regular = Due(last + every, "early") if since < rhythm.early_days else later
    if window is None or since >= window.longest:
        return regular
    close = Due(max(last + rhythm.window_every_days, treated_on + window.shortest), "window")
    return min(regular, close, key=lambda one: one.on)


def as_planned(found: Due, days: Sequence[int], last: int, policy: Policy) -> Due:
    """The clinic's own day (of `days`, sorted ordinals) for the check-in after that of day `last`.

    It stands in for what the rhythm has `found`, earlier or later, but never later than the days
    of grace; one so soon after the last that the two would count as one is passed over.
    """
    latest = last + min(
        policy.check_in_interval_days + policy.reminder_grace_days, policy.missed_contact_days - 1
    )
    planned = (day for day in days if day - last >= policy.confirm_gap_min_days)
    on = next(planned, None)
    return found if on is None or on > latest else Due(on, "course")
