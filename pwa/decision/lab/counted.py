"""Counts by week, by rule or by days: how they are folded, and written as JSON."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

WEEK = 7
Key = tuple[int, str]  # week and rule


def week_of(day: int) -> int:
    """The number of a day's week; weeks begin on Mondays, as ordinals do."""
    return (day - 1) // WEEK


def monday_of(week: int) -> int:
    """The week's first day, as an ordinal."""
    return week * WEEK + 1


def median_of(counted: Mapping[int, int]) -> float | None:
    """The median of values that are counted."""
    values = sorted(Counter(counted).elements())
    if not values:
        return None
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def by_rule(counted: Counter[Key]) -> Counter[Key]:
    folded: Counter[Key] = Counter()
    for (_, rule), n in counted.items():
        folded[0, rule] += n
    return folded


def known(*days: int | None) -> list[int]:
    return [day for day in days if day is not None]


def plain(value: Any) -> Any:
    """A counter as rows of its key and count, sorted: JSON has no tuples for keys."""
    if not isinstance(value, Counter):
        return value
    return [[*(key if isinstance(key, tuple) else (key,)), n] for key, n in sorted(value.items())]


def counter(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return Counter({tuple(key) if len(key) > 1 else key[0]: n for *key, n in value})
