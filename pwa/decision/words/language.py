"""What a language consists of."""

from collections.abc import Mapping
from typing import NamedTuple


class Calendar(NamedTuple):
    """How a language writes a day; the plan carries it, so that the phone writes the same."""

    weekdays: list[str]
    months: list[str]
    pattern: str


class Words(NamedTuple):
    """A language: how it writes a day, two things together, and each text by its key."""

    language: str
    calendar: Calendar
    both: str
    ago: tuple[str, str, str]
    titles: Mapping[str, str]
    lines: Mapping[str, tuple[str, ...]]
    reasons: Mapping[str, str]
    things: Mapping[str, str]
