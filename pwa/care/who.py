"""What care needs to know of a patient, a clinic and a phone: of a row, or of something lighter."""

from datetime import datetime
from typing import Protocol


class Who(Protocol):
    """A patient. `timezone` None means the clinic's; `baseline` is 0-21 points or None."""

    @property
    def clinic_id(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def timezone(self) -> str | None: ...
    @property
    def baseline(self) -> int | None: ...
    @property
    def language(self) -> str: ...
    @property
    def created_at(self) -> datetime: ...
    @property
    def changes(self) -> int: ...


class Place(Protocol):
    """A clinic."""

    @property
    def name(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def timezone(self) -> str: ...
    @property
    def emergency_number(self) -> str | None: ...
    @property
    def crisis_line(self) -> str | None: ...
    @property
    def crisis_words(self) -> str | None: ...


class Phone(Protocol):
    """A paired device."""

    @property
    def id(self) -> str: ...
