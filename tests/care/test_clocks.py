"""Wrong clocks: a constant error is corrected by our own, no day lies after the patient's today."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pwa.care.item import When
from pwa.care.placing import place
from tests.care.conftest import TODAY, ago
from tests.items import SEVERE

RECEIVED = datetime(2026, 4, 27, 15, 0, tzinfo=UTC)
ENROLLED = date(2025, 1, 6)
MORNING = datetime(2026, 4, 27, 10, 0)  # noqa: DTZ001  # a wall clock's


def placed(on=TODAY, at=MORNING, offset=-240, sent=RECEIVED, today=TODAY):
    return place(When(on, at, offset), sent, RECEIVED, today, ENROLLED)


def test_a_right_clock_is_believed():
    assert placed() == (TODAY, datetime(2026, 4, 27, 14, 0, tzinfo=UTC), False)


def test_the_networks_delay_is_no_error():
    assert placed(sent=RECEIVED - timedelta(seconds=90)) == placed()


@pytest.mark.parametrize("days", [-300, -2, -1, 1, 2, 300])
def test_it_corrects_a_constant_error_of_the_clock(days):
    wrong = timedelta(days=days)
    found = placed(on=TODAY + wrong, at=MORNING + wrong, sent=RECEIVED + wrong)
    assert found == (TODAY, datetime(2026, 4, 27, 14, 0, tzinfo=UTC), True)


def test_an_error_of_hours_that_keeps_the_day_leaves_no_doubt():
    wrong = timedelta(hours=3)
    found = placed(at=MORNING + wrong, sent=RECEIVED + wrong)
    assert found == (TODAY, datetime(2026, 4, 27, 14, 0, tzinfo=UTC), False)


def test_an_error_of_hours_over_midnight_is_corrected():
    found = placed(
        on=date(2026, 4, 28),
        at=datetime(2026, 4, 28, 1, 0),  # noqa: DTZ001
        sent=RECEIVED + timedelta(hours=15),
    )
    assert found == (TODAY, datetime(2026, 4, 27, 14, 0, tzinfo=UTC), True)


def test_forty_days_offline_are_no_error():
    answered = timedelta(days=40)
    found = placed(on=TODAY - answered, at=MORNING - answered)
    assert (found.on, found.uncertain) == (TODAY - answered, False)


def test_a_day_after_the_patients_own_becomes_today():
    assert placed(on=TODAY + timedelta(days=1))[::2] == (TODAY, True)


def test_no_moment_lies_after_the_receipt():
    late = datetime(2026, 4, 27, 23, 0)  # noqa: DTZ001
    assert placed(at=late).taken_at == RECEIVED


def test_a_clock_that_stood_at_its_first_day_means_today():
    first = datetime(1970, 1, 1, 0, 10)  # noqa: DTZ001
    assert placed(on=first.date(), at=first)[::2] == (TODAY, True)


def test_a_day_far_from_its_own_clock_is_doubted():
    assert placed(on=ago(9))[::2] == (ago(9), True)


def test_a_check_in_over_midnight_is_not():
    assert placed(on=ago(1), at=datetime(2026, 4, 27, 0, 5))[::2] == (ago(1), False)  # noqa: DTZ001


@pytest.mark.parametrize(
    "sent", [None, datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)]
)
@pytest.mark.parametrize("at", [None, datetime.max, datetime.min])  # noqa: DTZ901
def test_nothing_that_a_clock_can_say_goes_wrong(sent, at):
    found = placed(at=at, sent=sent)
    assert found.on <= TODAY
    assert found.taken_at <= RECEIVED


def test_a_check_in_says_where_its_day_was_corrected(ana):
    tomorrow = TODAY + timedelta(days=1)
    ana.checks_in(tomorrow, SEVERE)
    (row,) = ana.check_ins()
    assert (row.on, row.said_on, row.day_uncertain) == (TODAY, tomorrow, True)
    assert ana.asked() == ("severe-score", "soon", TODAY)


def test_a_check_in_with_a_right_clock_has_no_other_day(ana):
    ana.checks_in(TODAY)
    (row,) = ana.check_ins()
    assert (row.on, row.said_on, row.day_uncertain) == (TODAY, None, False)
    assert row.taken_at == datetime(2026, 4, 27, 14, 0, tzinfo=UTC)


def test_two_of_a_day_count_in_the_order_in_which_they_were_given(ana):
    ana.checks_in(TODAY, SEVERE, at="2026-04-27T10:50:00")
    ana.checks_in(TODAY, at="2026-04-27T08:00:00")
    assert ana.asked() == ("severe-score", "soon", TODAY)
