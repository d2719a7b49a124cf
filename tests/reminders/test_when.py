"""Hours of the day: quiet ones, skipped ones, and ones that come twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwa.care.reminders import when
from pwa.care.reminders.when import Quiet

NIGHT = Quiet(21, 8)
NEW_YORK = "America/New_York"
HOURS = st.integers(0, 23)
DAYS = st.dates(date(2025, 1, 1), date(2028, 1, 1))
# Far east and far west, half hours, and clocks that change at midnight.
ZONES = st.sampled_from(
    [NEW_YORK, "Pacific/Auckland", "Asia/Kolkata", "Africa/Cairo", "America/Santiago", "UTC"]
)


@pytest.mark.parametrize(
    ("on", "hour", "utc"),
    [
        (date(2026, 3, 7), 9, datetime(2026, 3, 7, 14, tzinfo=UTC)),
        (date(2026, 3, 8), 9, datetime(2026, 3, 8, 13, tzinfo=UTC)),  # summer time began at 2
        (date(2026, 3, 8), 2, datetime(2026, 3, 8, 7, tzinfo=UTC)),  # there is no 2 o'clock
        (date(2026, 11, 1), 1, datetime(2026, 11, 1, 5, tzinfo=UTC)),  # the first of two
        (date(2026, 11, 1), 9, datetime(2026, 11, 1, 14, tzinfo=UTC)),
    ],
)
def test_an_hour_is_the_patients_on_the_days_when_clocks_change(on, hour, utc):
    assert when.instant(on, hour, Quiet(0, 0), NEW_YORK) == utc


def test_a_quiet_hour_waits_for_the_morning():
    assert when.instant(date(2026, 4, 27), 6, NIGHT, "UTC").hour == 8


def test_the_same_hour_twice_is_no_quiet_time():
    assert not any(Quiet(5, 5).holds(hour) for hour in range(24))


@given(DAYS, HOURS, HOURS, HOURS, ZONES)
def test_it_is_never_quiet_at_the_chosen_moment_and_always_on_that_day(on, hour, start, end, zone):
    quiet = Quiet(start, end)
    moment = when.instant(on, hour, quiet, zone)
    there = when.local(moment, zone)
    assert there.date() == on
    # An hour that the clocks skip is the next one, which may be quiet: then the sender sees it.
    assert not when.is_quiet(moment, quiet, zone) or there.hour != (
        hour if not quiet.holds(hour) else end
    )


@given(st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1)), HOURS, HOURS, ZONES)  # noqa: DTZ001
def test_what_goes_out_now_is_forgotten_before_the_night(at, start, end, zone):
    now, quiet = at.replace(tzinfo=UTC), Quiet(start, end)
    if when.is_quiet(now, quiet, zone):
        return
    ends = when.quiet_begins(now, quiet, zone)
    assert timedelta(0) < ends - now <= timedelta(hours=26)
    assert not when.is_quiet(ends - timedelta(seconds=1), quiet, zone)
