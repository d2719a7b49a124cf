"""Who a clinic is: its name and phone, when it is open, its country and what patients may read."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from pwa.care import crisis, languages, plan
from pwa.care.checks import Checks
from pwa.care.house import banned, colour
from pwa.store.tables import Clinic

LONGEST_HOURS = 120
COUNTRY_NUMBERS = ("emergency_number", "crisis_line", "crisis_words")


def change(s: Session, clinic: Clinic, **values: Any) -> list[str]:
    """Change any of a clinic's details; the names of those that differ.

    Invalid names every field at fault. Phones get what changed with their next plan.
    """
    whole = {name: getattr(clinic, name) for name in ("country", *COUNTRY_NUMBERS)} | values
    checks = Checks()
    for name, value in values.items():
        if name in _CHECKS:
            _CHECKS[name](checks, value)
    if not crisis.is_known(whole["country"]) and not whole["emergency_number"]:
        checks.fault("emergency_number", "is required: none is on our list for this country")
    checks.finish()
    changed = sorted(name for name, value in values.items() if getattr(clinic, name) != value)
    for name in changed:
        setattr(clinic, name, values[name])
    s.add(clinic)
    if changed:
        plan.mark_all_stale(s, clinic.id)
    return changed


def _name(checks: Checks, value: str) -> None:
    checks.filled("name", value)


def _phone(checks: Checks, value: str) -> None:
    checks.filled("phone", value)
    if not any(letter.isdigit() for letter in value):
        checks.fault("phone", "must have digits that can be dialled")


def _country(checks: Checks, value: str) -> None:
    if not (len(value) == 2 and value.isascii() and value.isalpha() and value.isupper()):
        checks.fault("country", "must be two capital letters, such as US or GB")


def _hours(checks: Checks, value: dict[str, str] | None) -> None:
    for language, text in (value or {}).items():
        if len(text) > LONGEST_HOURS:
            checks.fault(f"hours_{language}", f"must have at most {LONGEST_HOURS} characters")
        wrong = banned.found(text, language)
        if wrong:
            checks.fault(f"hours_{language}", f"must not say “{wrong}”")


def _languages(checks: Checks, value: list[str] | None) -> None:
    if value is not None and not (value and set(value) <= set(languages.offered())):
        checks.fault("languages", f"must be one or more of {', '.join(languages.offered())}")


def _colour(checks: Checks, value: str | None) -> None:
    if value is None:
        return
    if not colour.is_colour(value):
        checks.fault("colour", "must be written as # and six digits or letters a to f")
    elif not colour.passes(value, colour.LIGHT):
        near = colour.nearest(value, colour.LIGHT)
        words = f"is too pale to be read on white (4.5 to 1 is needed). The nearest is {near}"
        checks.fault("colour", words)


_CHECKS: dict[str, Callable[[Checks, Any], None]] = {
    "name": _name,
    "phone": _phone,
    "country": _country,
    "timezone": Checks.timezone,
    "opening_hours": _hours,
    "languages": _languages,
    "colour": _colour,
}
