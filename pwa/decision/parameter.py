"""A number of the policy: default, range, unit, meaning, source, the reason for its range."""

from dataclasses import Field, field
from typing import Any, NamedTuple


class Parameter(NamedTuple):
    """One number of the policy; `low` and `high` (both allowed) are None where it is fixed."""

    name: str
    default: int | None
    low: int | None
    high: int | None
    unit: str
    meaning: str
    source: str
    because: str

    @property
    def is_fixed(self) -> bool:
        return self.low is None

    @property
    def may_be_off(self) -> bool:
        return self.default is None

    def fault_in(self, value: object) -> str | None:
        """What is wrong with a value that a clinic gave, in words, or None."""
        if self.low is None or self.high is None:
            return f"is fixed at {self.default} and cannot be set"
        if value is None and self.may_be_off:
            return None
        if type(value) is int and self.low <= value <= self.high:
            return None
        off = ", or null to switch it off" if self.may_be_off else ""
        return f"must be a whole number from {self.low} to {self.high}{off}: {self.because}"


def may_set(
    default: int | None, low: int, high: int, unit: str, meaning: str, source: str, because: str
) -> Any:
    about = {"low": low, "high": high, "unit": unit, "meaning": meaning, "source": source}
    return field(default=default, metadata=about | {"because": because})


def fixed(value: int, unit: str, meaning: str, source: str = "choice") -> Any:
    return field(default=value, metadata={"unit": unit, "meaning": meaning, "source": source})


def described(f: Field[Any]) -> Parameter:
    """What a field of the policy says of itself."""
    about = f.metadata
    default: Any = f.default
    low, high, because = about.get("low"), about.get("high"), about.get("because", "")
    return Parameter(
        f.name, default, low, high, about["unit"], about["meaning"], about["source"], because
    )
