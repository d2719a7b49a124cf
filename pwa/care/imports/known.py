"""The patients whom a row may mean: by the clinic's reference, else by name and phone."""

import re
from typing import NamedTuple

from sqlmodel import Session

from pwa.care import directory

COLUMNS = ("name", "phone", "reference", "timezone")


class Person(NamedTuple):
    id: str
    name: str
    timezone: str | None


class Known:
    """A clinic's patients by what identifies them; those who have left are known, too."""

    def __init__(self, s: Session, clinic_id: str) -> None:
        self.by_reference: dict[str, Person] = {}
        self.by_phone: dict[tuple[str, str], Person] = {}
        for row_id, values in directory.entries(s, clinic_id, COLUMNS):
            name, phone, reference, timezone = values
            person = Person(row_id, name, timezone)
            if reference:
                self.by_reference[reference] = person
            self.by_phone[_key(name, phone)] = person

    def find(self, reference: str, name: str, phone: str) -> Person | None:
        """Whom these mean: by the reference, else by name and phone."""
        return self.by_reference.get(reference) or self.by_phone.get(_key(name, phone))


def same_name(one: str, other: str) -> bool:
    return _tidy(one) == _tidy(other)


def _key(name: str, phone: str) -> tuple[str, str]:
    return _tidy(name), re.sub(r"[^+0-9]", "", phone)


def _tidy(name: str) -> str:
    return " ".join(name.casefold().split())
