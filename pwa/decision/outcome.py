"""Has the score changed since before treatment? The field's measures, with the numbers used.

They describe; no rule looks at them. What changed after a treatment need not have changed because
of it.
"""

from typing import NamedTuple

from pwa.decision.numbers.sources import BISCHOFF, TOUSSAINT
from pwa.decision.policy import ALL_PARAMETERS, Policy
from pwa.decision.situation import has_responded
from pwa.decision.timeline import Timeline
from pwa.decision.walk import Walk

# Bischoff 2020 found 5.59 points; totals are whole.
RELIABLE_CHANGE = 6
TRIALS = "as in trials: half of the baseline; the policy takes the same share"


class Measure(NamedTuple):
    """One measure: whether it holds (None where a number is missing), and its limit.

    `holds` of reliable-change says that there is one, in either direction; `limit` is in the unit
    of `change` (points) or of the total (points).
    """

    name: str
    holds: bool | None
    limit: float | None
    source: str


class Outcome(NamedTuple):
    """The numbers, in points and days (ordinals), and the measures made of them.

    `latest` is the last full total after the first treatment; `since` the days from the last
    treatment to it. `is_early`: it was given in the carry-over, when most of the days asked about
    still came before the treatment.
    """

    baseline: int | None
    latest: int | None
    latest_on: int | None
    since: int | None
    is_early: bool
    level: float | None
    measures: tuple[Measure, ...]

    @property
    def change(self) -> int | None:
        """Points from the baseline to the latest total; below zero is better."""
        if self.latest is None or self.baseline is None:
            return None
        return self.latest - self.baseline


def outcome_of(timeline: Timeline, policy: Policy, today: int) -> Outcome | None:
    """The outcome on a day (ordinal); None before the first treatment."""
    begun = [treatment for treatment in timeline.treatments if treatment.on <= today]
    if not begun:
        return None
    walk = Walk(timeline._replace(treatments=begun), policy)
    walk.to(today + 1)
    after = bool(walk.full_days) and walk.full_days[-1] > begun[0].on
    latest_on, latest = (walk.full_days[-1], walk.full_totals[-1]) if after else (None, None)
    since = latest_on - max(t.on for t in begun if t.on <= latest_on) if latest_on else None
    baseline, level = walk.baseline(), walk.courses[-1].level
    is_early = since is not None and since < policy.carry_over_days
    measures = _measures(baseline, latest, level, policy)
    return Outcome(baseline, latest, latest_on, since, is_early, level, measures)


def _measures(
    baseline: int | None, latest: int | None, level: float | None, policy: Policy
) -> tuple[Measure, ...]:
    half = None if baseline is None else policy.response_percent * baseline / 100
    fall = None if baseline is None or latest is None else baseline - latest
    plummer = ALL_PARAMETERS["recovered_max"].source
    responded = None if level is None else has_responded(level, baseline, policy)
    return (
        Measure("response", _at_most(latest, half), half, TRIALS),
        Measure("remission", _at_most(latest, policy.recovered_max), policy.recovered_max, plummer),
        Measure(
            "reliable-change",
            None if fall is None else abs(fall) >= RELIABLE_CHANGE,
            RELIABLE_CHANGE,
            BISCHOFF,
        ),
        Measure(
            "important-change",
            None if fall is None else fall >= policy.reliable_drop,
            policy.reliable_drop,
            TOUSSAINT,
        ),
        Measure("responded", responded, None, "the clinical policy: what symptoms-back rests on"),
    )


def _at_most(total: int | None, limit: float | None) -> bool | None:
    return None if total is None or limit is None else total <= limit
