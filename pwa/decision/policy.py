"""The policy: every number that a rule uses, with its range, unit, meaning and source.

A clinic may set the parameters that have a range; the others are fixed. A value outside its
range is refused with the range and the reason, never clamped.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from pwa.decision.numbers.fixed import Fixed
from pwa.decision.numbers.scores import Scores
from pwa.decision.numbers.visits import Visits
from pwa.decision.parameter import described
from pwa.errors import Fault, Invalid


# Its fields come in the order of what it inherits from the last on: scores first.
@dataclass(frozen=True)
class Policy(Fixed, Visits, Scores):
    """The numbers in force. Points are GAD-7 points (0-21), days are whole local days."""

    @classmethod
    def from_values(cls, values: Mapping[str, object]) -> "Policy":
        """Build from the values that differ from the defaults. Raises Invalid with every fault."""
        faults = [fault for name, value in values.items() if (fault := _fault(name, value))]
        if faults:
            raise Invalid(faults)
        policy = cls(**values)  # type: ignore[arg-type]  # each value was checked just above
        if inconsistent := [Fault(*rule) for rule in _inconsistencies(policy)]:
            raise Invalid(inconsistent)
        return policy

    @property
    def values(self) -> dict[str, int | None]:
        """What differs from the defaults; `from_values` takes it back."""
        return {name: self[name] for name, p in PARAMETERS.items() if self[name] != p.default}

    def __getitem__(self, name: str) -> int | None:
        value: int | None = getattr(self, name)
        return value


def _fault(name: str, value: object) -> Fault | None:
    parameter = ALL_PARAMETERS.get(name)
    message = parameter.fault_in(value) if parameter else "is not a parameter of the policy"
    return Fault(name, message) if message else None


def _inconsistencies(policy: Policy) -> list[tuple[str, str]]:
    """The pairs of parameters that contradict each other, as (field, message).

    `sharp_floor` is at most `severe_cutoff` by their ranges.
    """
    rules = (
        ("clear_at", policy.clear_at < policy.return_cutoff, "below return_cutoff"),
        ("return_cutoff", policy.return_cutoff <= policy.fast_return_cutoff,
         "at most fast_return_cutoff"),
        ("return_rise", policy.return_rise <= policy.fast_return_rise, "at most fast_return_rise"),
    )  # fmt: skip
    return [(name, f"must be {limit}") for name, holds, limit in rules if not holds]


ALL_PARAMETERS = {f.name: described(f) for f in fields(Policy)}
PARAMETERS = {name: p for name, p in ALL_PARAMETERS.items() if not p.is_fixed}
FIXED = {name: p for name, p in ALL_PARAMETERS.items() if p.is_fixed}
