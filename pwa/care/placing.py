"""On which day was it? A phone's clock may be wrong by a constant, or may have been changed.

What it says is compared with our clock at the moment it sends: the difference corrects its times.
No day lies after the patient's own today.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from pwa.care.item import When

# A difference below this is the network's; a phone that sets its clock by it is this good.
TOLERATED = timedelta(minutes=2)
# Answers wait on a phone for weeks, never for years: then its clock stood at its first day.
OLDEST = timedelta(days=400)


class Placed(NamedTuple):
    """The local day and the moment (UTC) that an item stands for."""

    on: date
    taken_at: datetime
    uncertain: bool


def place(
    when: When, sent_at: datetime | None, received_at: datetime, today: date, enrolled: date
) -> Placed:
    """Correct a constant error of the clock, clamp to `today`, and say when that was a guess."""
    skew = _skew(sent_at, received_at)
    on, uncertain = _corrected(when, skew)
    if on > today or on < enrolled - OLDEST:
        on, uncertain = today, True
    return Placed(on, _moment(when, skew, received_at), uncertain)


def _skew(sent_at: datetime | None, received_at: datetime) -> timedelta:
    skew = received_at - sent_at if sent_at else timedelta()
    return skew if abs(skew) > TOLERATED else timedelta()


def _corrected(when: When, skew: timedelta) -> tuple[date, bool]:
    if when.at is None:
        return when.on, bool(skew)
    try:
        days = ((when.at + skew).date() - when.at.date()).days
        on = when.on + timedelta(days=days)
    except OverflowError:
        return when.on, True
    # A check-in begun before midnight may end after it; more than a day apart is no such thing.
    return on, days != 0 or abs((when.on - when.at.date()).days) > 1


def _moment(when: When, skew: timedelta, received_at: datetime) -> datetime:
    if when.at is None or when.offset_minutes is None:
        return received_at
    try:
        local = when.at.replace(tzinfo=received_at.tzinfo)
        return min(local - timedelta(minutes=when.offset_minutes) + skew, received_at)
    except OverflowError:
        return received_at
