"""The past that the made-up people live through, and where its clock stands."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from unittest.mock import patch
from zoneinfo import ZoneInfo, available_timezones

from pwa.care import clock

NOON = time(12)


@contextmanager
def noon_of(day: date, zone: str) -> Iterator[None]:
    """Let it be noon of a past day, or this moment when that day is today."""
    real = datetime.now(UTC)
    moment = min(datetime.combine(day, NOON, ZoneInfo(zone)).astimezone(UTC), real)
    with patch.object(clock, "now", lambda: moment):
        yield


def own_timezone() -> str:
    """This machine's time zone, which a visitor's phone most likely shares."""
    linked = Path("/etc/localtime").resolve().parts
    known = available_timezones()
    for name in (os.environ.get("TZ", ""), "/".join(linked[-2:]), "/".join(linked[-1:])):
        if name in known:
            return name
    return "UTC"
