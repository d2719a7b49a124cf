"""The lab's figures as rows: in force, in the draft, and what the difference is."""

from typing import NamedTuple

from pwa.care.case.words import RULES
from pwa.decision.lab import Comparison
from pwa.decision.lab.counted import median_of
from pwa.decision.lab.outcome import OUTCOMES
from pwa.decision.rules import ORDER


class RuleLine(NamedTuple):
    """One rule, in force and in the draft: requests in all, and check-ins and patients flagged a
    week."""

    name: str
    requests: tuple[int, int]
    flags: tuple[float, float]
    people: tuple[float, float]


class Shifts(NamedTuple):
    """Returns that led to a booster: how the draft's first flag lies to the one in force."""

    earlier: int
    same: int
    later: int
    days_earlier: float | None
    days_later: float | None
    gained: int
    lost: int


def by_rule(made: Comparison) -> list[RuleLine]:
    """Every rule that asked under either policy, in the order of the policy's table."""
    both = made.current, made.draft
    asked = [one.rules(one.requests) for one in both]
    flagged = [one.a_week(one.flags) for one in both]
    people = [one.a_week(one.people) for one in both]
    found = {rule for one in both for _, rule in (*one.requests, *one.flags)}
    return [
        RuleLine(
            RULES[rule],
            (asked[0].get(rule, 0), asked[1].get(rule, 0)),
            (flagged[0].get(rule, 0.0), flagged[1].get(rule, 0.0)),
            (people[0].get(rule, 0.0), people[1].get(rule, 0.0)),
        )
        for rule in sorted(found, key=ORDER.__getitem__)
    ]


def shifts(made: Comparison) -> Shifts:
    """How many earlier, and by how much, and how many later."""
    earlier = {days: n for days, n in made.shifts.items() if days > 0}
    later = {-days: n for days, n in made.shifts.items() if days < 0}
    return Shifts(
        sum(earlier.values()),
        made.shifts[0],
        sum(later.values()),
        median_of(earlier),
        median_of(later),
        made.gained,
        made.lost,
    )


class OutcomeLine(NamedTuple):
    name: str
    current: int
    draft: int


OUTCOME_NAMES = {
    "treated": "A treatment followed within 28 days",
    "false-alarm": "False alarm: no treatment, and back down within 28 days",
    "lasting": "Neither: scores stayed up without a treatment",
    "undecided": "Too new to tell: less than 28 days ago",
}


def outcomes(made: Comparison) -> list[OutcomeLine]:
    """What became of the flags for a return."""
    return [
        OutcomeLine(OUTCOME_NAMES[name], made.current.outcomes[name], made.draft.outcomes[name])
        for name in OUTCOMES
    ]
