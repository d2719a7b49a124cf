"""What becomes of one row of a list."""

from typing import Any, NamedTuple

from pwa.errors import Fault


class Line(NamedTuple):
    """A row with what it says; `is_known`: it is on record already and adds nothing."""

    number: int
    says: dict[str, Any]
    faults: list[Fault]
    is_known: bool = False

    @property
    def is_new(self) -> bool:
        return not self.faults and not self.is_known
