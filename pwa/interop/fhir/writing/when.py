"""A FHIR dateTime as a clock beside the patient would have shown it.

One with an offset from UTC is that clock's. What is written in UTC says nothing about the clock, so
it is put into the patient's own time zone; a date alone is the patient's local day.
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from pwa.care.item import LONGEST_OFFSET
from pwa.care.placing import TOLERATED
from pwa.decision.reader import read_date

_FULL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)


class Moment(NamedTuple):
    """A local day; with a time of day, the wall time too, its offset, and the moment in UTC."""

    on: date
    at: datetime | None = None
    offset_minutes: int | None = None
    utc: datetime | None = None


def moment(said: Any, zone: str) -> Moment | None:
    """What is written, to the second; None for what is no whole day of the calendar."""
    if on := read_date(said):
        return Moment(on)
    if not isinstance(said, str) or not _FULL.fullmatch(said):
        return None
    try:
        given = datetime.fromisoformat(said).replace(microsecond=0)
        return _placed(given if given.utcoffset() else given.astimezone(ZoneInfo(zone)))
    except (ValueError, OverflowError):  # no such day or hour, or one at the calendar's ends
        return None


def _placed(local: datetime) -> Moment | None:
    offset = (local.utcoffset() or timedelta()) // timedelta(minutes=1)
    if abs(offset) > LONGEST_OFFSET:
        return None
    wall = local.replace(tzinfo=None)
    return Moment(wall.date(), wall, offset, local.astimezone(UTC))


def is_ahead(when: Moment, now: datetime) -> bool:
    """Whether it lies in the future, beyond what two clocks may differ."""
    return when.utc is not None and when.utc > now + TOLERATED
