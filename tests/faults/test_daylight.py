"""Both nights on which clocks are changed: a check-in keeps its day and its moment."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pwa.care.item import When
from pwa.care.placing import place

# In New York: what the phone's clock shows, its minutes ahead of UTC, and the moment.
SPRING = date(2026, 3, 8)  # 01:59:59 is followed by 03:00:00
AUTUMN = date(2026, 11, 1)  # 01:00 to 01:59 comes twice
NIGHTS = {
    "the last minute of winter": (SPRING, "01:59:30", -300, "06:59:30"),
    "the first minute of summer": (SPRING, "03:00:30", -240, "07:00:30"),
    "half past one, for the first time": (AUTUMN, "01:30:00", -240, "05:30:00"),
    "half past one, for the second time": (AUTUMN, "01:30:00", -300, "06:30:00"),
    "the last minute of a day of 25 hours": (AUTUMN, "23:59:30", -300, "28:59:30"),
    "the first minute of a day of 23 hours": (SPRING, "00:00:30", -300, "05:00:30"),
}


def moment(on: date, utc: str) -> datetime:
    hours, minutes, seconds = map(int, utc.split(":"))
    midnight = datetime(on.year, on.month, on.day, tzinfo=UTC)
    return midnight + timedelta(hours=hours, minutes=minutes, seconds=seconds)


@pytest.mark.parametrize("late", [timedelta(seconds=1), timedelta(hours=3), timedelta(days=40)])
@pytest.mark.parametrize("night", NIGHTS)
def test_it_keeps_its_day_and_moment(night, late):
    on, wall, offset, utc = NIGHTS[night]
    taken = moment(on, utc)
    received = taken + late
    when = When(on, datetime.fromisoformat(f"{on}T{wall}"), offset)
    placed = place(when, received, received, received.date(), on - timedelta(days=100))
    assert placed == (on, taken, False)


def test_the_hour_that_comes_twice_keeps_its_order():
    received = moment(AUTUMN, "12:00:00")
    wall = datetime.fromisoformat("2026-11-01T01:30")
    first, second = (
        place(When(AUTUMN, wall, offset), received, received, AUTUMN, AUTUMN).taken_at
        for offset in (-240, -300)
    )
    assert second - first == timedelta(hours=1)
