"""What a text leaves open until its day, and how a language writes a day."""

import re
from datetime import date
from typing import NamedTuple

from pwa.decision.words import Calendar


class OnTheDay(NamedTuple):
    """What a draft leaves open: the day, its total or blanks, and the last treatment (ordinals)."""

    on: int
    total: int | None = None
    blanks: int = 0
    treated_on: int | None = None


def written_date(day: int, calendar: Calendar) -> str:
    """A day (ordinal) as the language writes it: "Monday 4 May"."""
    on = date.fromordinal(day)
    weekday, month = calendar.weekdays[on.weekday()], calendar.months[on.month - 1]
    return calendar.pattern.format(weekday=weekday, day=on.day, month=month)


_OPEN = re.compile(r"\{(total|blanks|since|on\+(\d+))\}")


def fill(text: str, day: OnTheDay, calendar: Calendar) -> str:
    """Close what a draft left open; the phone does the same with the plan's calendar."""

    def value(gap: re.Match[str]) -> str:
        if gap[2]:
            return written_date(day.on + int(gap[2]), calendar)
        since = "" if day.treated_on is None else day.on - day.treated_on
        return str({"total": day.total, "blanks": day.blanks, "since": since}[gap[1]])

    return _OPEN.sub(value, text)
