"""A clinic's usual course as a template, and the days it is laid out on.

A course goes in rounds: some treatments close together, then a gap, then the next round. Planned
days are what a clinic means to do. No rule asks for them, and no patient is told to have them.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from pwa.decision.numbers.sources import CHOICE
from pwa.decision.parameter import Parameter
from pwa.decision.timeline import BOOSTER, INDUCTION, TREATMENT_KINDS
from pwa.errors import Fault, Invalid

PARAMETERS = {
    parameter.name: parameter
    for parameter in (
        Parameter("together", 1, 1, 8, "treatments",
                  "Treatments in a round", CHOICE, "a round is a few visits close together"),
        Parameter("apart_days", 3, 1, 14, "days",
                  "Days between the treatments of a round", CHOICE,
                  "there is at most one treatment a day, and past two weeks it is no round"),
        Parameter("every_from", 28, 2, 180, "days",
                  "Days from one round to the next, at least", CHOICE, "rounds follow each other"),
        Parameter("every_to", 42, 2, 180, "days",
                  "Days from one round to the next, at most", CHOICE, "rounds follow each other"),
        Parameter("rounds_from", 1, 1, 26, "rounds",
                  "Rounds, at least", CHOICE, "a course has a beginning and an end"),
        Parameter("rounds_to", 6, 1, 26, "rounds",
                  "Rounds, at most", CHOICE, "a course has a beginning and an end"),
        Parameter("check_in_every_days", 7, 5, 28, "days",
                  "Days from one check-in to the next",
                  "weekly use with the unchanged two-week question is common practice",
                  "closer than 5 days two check-ins count as one"),
    )
}  # fmt: skip
# The effect of the last treatment is judged in this time.
CHECKED_FOR_DAYS = 28


class Protocol(NamedTuple):
    """A course in rounds: numbers of treatments and rounds, gaps in days, ranges with both ends."""

    kind: str
    together: int
    apart_days: int
    every_from: int
    every_to: int
    rounds_from: int
    rounds_to: int
    check_in_every_days: int = 7

    @classmethod
    def from_values(cls, values: Mapping[str, object]) -> "Protocol":
        """Build from what was entered. Raises Invalid for every fault."""
        faults = [
            Fault(name, words)
            for name, p in PARAMETERS.items()
            if (words := p.fault_in(values.get(name)))
        ]
        if values.get("kind") not in TREATMENT_KINDS:
            faults.append(Fault("kind", f"must be one of {', '.join(TREATMENT_KINDS)}"))
        if faults:
            raise Invalid(faults)
        made = cls(**{name: values[name] for name in cls._fields})  # type: ignore[arg-type]
        made._agree()
        return made

    def _agree(self) -> None:
        faults = []
        if self.every_from > self.every_to:
            faults.append(Fault("every_to", "must be at least the number before it"))
        if self.rounds_from > self.rounds_to:
            faults.append(Fault("rounds_to", "must be at least the number before it"))
        if self.rounds_to > 1 and self.every_from <= (self.together - 1) * self.apart_days:
            faults.append(Fault("every_from", "must leave time for the treatments of a round"))
        if faults:
            raise Invalid(faults)

    def fault_in(self, rounds: object, every: object) -> list[Fault]:
        """What is wrong with a number of rounds and a gap in days, by this protocol's ranges."""
        asked = (("rounds", rounds, self.rounds_from, self.rounds_to),
                 ("every", every, self.every_from, self.every_to))  # fmt: skip
        return [
            Fault(name, f"must be a whole number from {low} to {high}, as the protocol has it")
            for name, value, low, high in asked
            if not (type(value) is int and low <= value <= high)
        ]


class Days(NamedTuple):
    """The days of a course: of its treatments, and of the check-ins up to four weeks after."""

    treatments: list[date]
    check_ins: list[date]


def lay_out(protocol: Protocol, start: date, rounds: int, every: int) -> Days:
    """The days from `start` on, with `every` days from the first of a round to that of the next."""
    treatments = [
        start + timedelta(days=number * every + place * protocol.apart_days)
        for number in range(rounds)
        for place in range(protocol.together)
    ]
    last = (treatments[-1] - start).days + CHECKED_FOR_DAYS
    steps = range(0, last + 1, protocol.check_in_every_days)
    return Days(treatments, [start + timedelta(days=step) for step in steps])


class Shipped(NamedTuple):
    """A protocol that every clinic begins with."""

    name: str
    protocol: Protocol


SHIPPED = {
    "induction": Shipped("Six sessions in three weeks", Protocol(INDUCTION, 2, 3, 7, 7, 3, 3)),
    "pairs": Shipped(
        "Pairs of boosters every three to four weeks", Protocol(BOOSTER, 2, 3, 21, 28, 1, 6)
    ),
    "on-return": Shipped("Two to six boosters on return", Protocol(BOOSTER, 1, 1, 3, 7, 2, 6)),
    "maintenance": Shipped(
        "Maintenance every four to six weeks", Protocol(BOOSTER, 1, 1, 28, 42, 1, 6)
    ),
}
