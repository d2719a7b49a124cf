"""A date as a search says it: `ge2026-04` compares with the whole of that April.

Source: FHIR R4, "Search", date: a value covers the span that its precision leaves open, and a
prefix says how the resource's own span lies to it. No prefix means eq.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, or_

PREFIXES = ("eq", "ne", "gt", "ge", "lt", "le")
WRITTEN = (
    "must be a date such as 2026, 2026-04, 2026-04-27 or 2026-04-27T15:00:00Z, with one of "
    f"{', '.join(PREFIXES)} before it or none"
)
_SAID = re.compile(
    r"(?P<prefix>[a-z]{2})?(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d)"
    r"(T(?P<hour>\d\d):(?P<minute>\d\d)(:(?P<second>\d\d)(\.(?P<fraction>\d{1,6})\d*)?)?"
    r"(?P<zone>Z|[+ -]\d\d:\d\d)?)?)?)?",
    re.ASCII,
)
_END = datetime.max  # noqa: DTZ901  of a clock on a wall
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


class Span(NamedTuple):
    """From `low` to before `high`, both as a clock in `zone` shows them, and how to compare."""

    prefix: str
    low: datetime
    high: datetime
    zone: tzinfo

    def of_moments(self, column: Any) -> ColumnElement[bool]:
        """Rows whose moment compares so."""
        return self._compared(column, _utc(self.low, self.zone), _utc(self.high, self.zone))

    def of_days(self, column: Any) -> ColumnElement[bool]:
        """Rows whose whole day compares so; the day is the patient's own, whatever the zone."""
        begun = self.low.date()
        if self.low.time() != time.min and begun < date.max:
            begun += timedelta(days=1)
        return self._compared(column, begun, self.high.date())

    def noted_since(self) -> datetime | None:
        """A moment that is before all on which such a day can have been noted, if there is one.

        Nothing of a day is on record before it begins anywhere on earth.
        """
        if self.prefix not in ("eq", "ge", "gt") or self.low.year == date.min.year:
            return None
        return self.low.replace(tzinfo=UTC) - timedelta(days=2)

    def _compared(self, column: Any, low: Any, high: Any) -> ColumnElement[bool]:
        match self.prefix:
            case "eq":
                return and_(column >= low, column < high)
            case "ne":
                return or_(column < low, column >= high)
            case "gt":
                return column >= high  # type: ignore[no-any-return]
            case "lt":
                return column < low  # type: ignore[no-any-return]
            # A span within one day holds no day: the day of it is then both ge and le.
            case "ge":
                return column >= min(low, high)  # type: ignore[no-any-return]
        return column < max(low, high)  # type: ignore[no-any-return]


def span(said: str, zone: tzinfo) -> Span:
    """What is written; `zone` is that of a date without one. ValueError for anything else."""
    found = _SAID.fullmatch(said)
    if found is None or (found["prefix"] or "eq") not in PREFIXES:
        raise ValueError(WRITTEN)
    try:
        low = _low(found)
        high = _high(found, low)
        given = _zone(found["zone"]) if found["zone"] else zone
    except (ValueError, OverflowError):
        raise ValueError(WRITTEN) from None
    return Span(found["prefix"] or "eq", low, high, given)


def _low(found: re.Match[str]) -> datetime:
    parts = ("year", "month", "day", "hour", "minute", "second")
    numbers = [int(found[name] or name in ("month", "day")) for name in parts]
    fraction = int((found["fraction"] or "0").ljust(6, "0"))
    year, month, day, hour, minute, second = numbers
    return datetime(year, month, day, hour, minute, second, fraction)  # noqa: DTZ001  a wall clock


def _high(found: re.Match[str], low: datetime) -> datetime:
    if found["day"] is None:
        months = 12 * low.year + (low.month if found["month"] else 12)
        year, month = divmod(months, 12)
        return low.replace(year=year, month=month + 1) if year <= date.max.year else _END
    try:
        return low + _precision(found)
    except OverflowError:
        return _END


def _precision(found: re.Match[str]) -> timedelta:
    if found["fraction"]:
        return timedelta(microseconds=10 ** (6 - len(found["fraction"])))
    if found["second"]:
        return timedelta(seconds=1)
    return timedelta(minutes=1) if found["minute"] else timedelta(days=1)


def _zone(written: str) -> tzinfo:
    """A plus sign in an address is a space where nobody has escaped it."""
    if written == "Z":
        return UTC
    hours, minutes = int(written[1:3]), int(written[4:])
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if written[0] == "-" else offset)


def _utc(wall: datetime, zone: tzinfo) -> datetime:
    """The moment; at the calendar's ends the last one there is."""
    try:
        return wall.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:
        return _FIRST if wall.year == date.min.year else _LAST
