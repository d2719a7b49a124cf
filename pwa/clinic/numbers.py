"""The numbers behind an advice, named for people."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pwa.clinic.show import day

POINTS = {
    "total": "Total of the day",
    "last_total": "Last total before",
    "level": "Settled level",
    "baseline": "Baseline",
    "reference": "Compared with",
}
COUNTS = {
    "readings": "Raised check-ins in a row",
    "sessions": "Unplanned treatments in four weeks",
    "own_return": "Days until scores rose again",
}
DAYS = {"treated_on": "Last treatment", "contact": "Last contact"}


def numbers(facts: Mapping[str, Any], on: date) -> list[tuple[str, str]]:
    """Name and value of each number of that day; a count of none is left out."""
    shown = [
        (name, f"{facts[key]:g}") for key, name in POINTS.items() if facts.get(key) is not None
    ]
    shown += [(name, str(facts[key])) for key, name in COUNTS.items() if facts.get(key)]
    return shown + [
        (name, _with_distance(date.fromordinal(facts[key]), on))
        for key, name in DAYS.items()
        if facts.get(key)
    ]


def _with_distance(then: date, on: date) -> str:
    days = (on - then).days
    return f"{day(then)} ({days} {'day' if days == 1 else 'days'} before)" if days else day(then)
