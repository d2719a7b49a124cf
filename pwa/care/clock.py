"""The only clock."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def today(timezone: str) -> date:
    """The local calendar day in a time zone such as "Europe/Dublin"."""
    return now().astimezone(ZoneInfo(timezone)).date()
