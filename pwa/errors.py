"""What can go wrong, each with a code. No HTTP here: a door decides what its caller sees."""

from typing import NamedTuple


class BoosterError(Exception):
    """Base of every error that a caller may be told about."""

    code = "error"

    def __init__(self, text: str, **gaps: object) -> None:
        self.text, self.gaps = text, gaps
        self.message = text.format_map(gaps) if gaps else text
        super().__init__(self.message)


class Fault(NamedTuple):
    """One fault of an input: the field as a path ("check_ins[2].answers") and what is allowed."""

    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.field}: {self.message}" if self.field else self.message


class Invalid(BoosterError):
    """Input that was refused; `faults` names every field at fault, not only the first."""

    code = "invalid"

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


class NotFound(BoosterError):
    code = "not-found"


class Conflict(BoosterError):
    code = "conflict"


class Expired(BoosterError):
    code = "expired"


class Forbidden(BoosterError):
    code = "forbidden"


class TooMany(BoosterError):
    code = "too-many"


class Unavailable(BoosterError):
    code = "unavailable"


class Unsafe(BoosterError):
    """A database that the app does not start on."""

    code = "unsafe"
