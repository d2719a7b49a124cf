"""When a reminder may go: hours are the patient's own, whatever daylight saving does to them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo


class Quiet(NamedTuple):
    """Hours of the night in which nothing arrives; the same hour twice means none."""

    start: int
    end: int

    def holds(self, hour: int) -> bool:
        if self.start <= self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end


def instant(on: date, hour: int, quiet: Quiet, zone: str) -> datetime:
    """The moment of a local hour on a day. An hour that is quiet waits for the end of it."""
    allowed = quiet.end if quiet.holds(hour) else hour
    # An hour that the clocks skip is the one after it; of one that comes twice it is the first.
    return datetime.combine(on, time(allowed), ZoneInfo(zone)).astimezone(UTC)


def local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone))


def is_quiet(moment: datetime, quiet: Quiet, zone: str) -> bool:
    return quiet.holds(local(moment, zone).hour)


def quiet_begins(moment: datetime, quiet: Quiet, zone: str) -> datetime:
    """The end of the time in which something that goes out now may still arrive."""
    there = local(moment, zone)
    begins = quiet.start if quiet.start != quiet.end else 0
    on = there.date() + timedelta(days=there.hour >= begins)
    return datetime.combine(on, time(begins), ZoneInfo(zone)).astimezone(UTC)
