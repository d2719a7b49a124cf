"""Reading JSON field by field, collecting every fault with the path of its field."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from pwa.errors import Fault, Invalid

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# A plan looks three months ahead, so the calendar's last year is left out.
_LAST_YEAR = date.max.year - 1

Read = TypeVar("Read")


class Reader:
    """Collects faults while it reads; `today` bounds every date that may not lie ahead.

    After a fault each method gives some value of its type, so that reading goes on.
    """

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.today: date = date.min

    def fault(self, field: str, message: str) -> None:
        self.faults.append(Fault(field, message))

    def finish(self) -> None:
        if self.faults:
            raise Invalid(self.faults)

    def fields(
        self, value: object, field: str, required: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> Mapping[str, Any]:
        if not isinstance(value, Mapping):
            self.fault(field, "must be an object")
            return {}
        at = f"{field}." if field else ""
        allowed = ", ".join((*required, *optional))
        for key in value:
            if key not in required and key not in optional:
                self.fault(f"{at}{key}", f"is not a known field; allowed are {allowed}")
        for key in required:
            if key not in value:
                self.fault(f"{at}{key}", "is required")
        return value

    def each(self, value: object, field: str, read: Callable[[Any, str], Read]) -> list[Read]:
        if not isinstance(value, list):
            self.fault(field, "must be a list")
            return []
        return [read(item, f"{field}[{position}]") for position, item in enumerate(value)]

    def written(self, value: object, field: str, may_be_ahead: bool = False) -> date:
        on = read_date(value)
        if on is None or on.year > _LAST_YEAR:
            self.fault(field, "must be a date, written YYYY-MM-DD")
        elif date.min < self.today < on and not may_be_ahead:
            self.fault(field, f"must not be after today, {self.today}")
        return on or date.min

    def whole(self, value: object, field: str, high: int) -> int:
        if type(value) is not int or not 0 <= value <= high:
            self.fault(field, f"must be a whole number from 0 to {high}")
            return 0
        return value

    def choice(self, value: object, field: str, allowed: tuple[str, ...]) -> str:
        if not isinstance(value, str) or value not in allowed:
            self.fault(field, f"must be one of {', '.join(allowed)}")
            return allowed[0]
        return value

    def day(self, event: Mapping[str, Any], field: str, may_be_ahead: bool = False) -> date:
        # A missing day is a fault already; any day will do to go on and find the other faults.
        return self.written(event["on"], f"{field}.on", may_be_ahead) if "on" in event else date.min


def read_date(value: object) -> date | None:
    """The day that a value writes as YYYY-MM-DD, or None."""
    try:
        if isinstance(value, str) and _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        return None
    return None
