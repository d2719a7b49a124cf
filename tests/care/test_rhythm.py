"""A patient's next check-in, and what a pause or a stop does to it."""

from datetime import date

import pytest

from pwa.care import policy, programme, rhythm
from pwa.care.rhythm import NextCheckIn
from pwa.errors import Invalid
from tests.care.conftest import BLANK, TODAY, ago
from tests.cast import ENROLLED


def following(life, today=TODAY):
    found = rhythm.next_check_in(life.s, life.patient, life.clinic, today)
    life.s.commit()
    return found


def fortnightly(life, **of_clinic):
    policy.publish(life.s, life.clinic.id, {"check_in_interval_days": 14}, None, "", None)
    life.clinic.rhythm = of_clinic or None
    life.s.commit()


def test_the_first_has_been_due_since_the_patient_was_enrolled(ana):
    assert following(ana) == NextCheckIn(ENROLLED.date(), "first", "on", None)
    assert following(ana).on(TODAY) == TODAY


def test_it_is_counted_from_the_last_full_check_in(ana):
    ana.checks_in(ago(3))
    ana.checks_in(ago(1), BLANK)
    assert following(ana).due == ago(-4)


def test_its_day_may_have_passed(ana):
    ana.checks_in(ago(9))
    found = following(ana)
    assert (found.due, found.on(TODAY)) == (ago(2), TODAY)


def test_a_treatment_starts_the_clock_again(ana):
    fortnightly(ana)
    ana.checks_in(ago(3))
    assert following(ana) == NextCheckIn(ago(-11), "later", "on", None)
    ana.is_treated(ago(1))
    assert following(ana) == NextCheckIn(ago(-6), "early", "on", None)


def test_the_clinic_sets_the_rhythm(ana):
    fortnightly(ana, early_days=14, early_every_days=5)
    ana.is_treated(ago(20))
    ana.checks_in(ago(8))
    assert following(ana).due == ago(3)
    ana.checks_in(ago(1))
    assert following(ana) == NextCheckIn(ago(-13), "later", "on", None)


def test_a_threshold_that_was_lowered_since_cuts_its_steps(ana):
    ana.clinic.rhythm = {"early_every_days": 14}
    ana.is_treated(ago(2))
    ana.checks_in(ago(1))
    assert following(ana).due == ago(-6)


def test_they_come_closer_together_where_the_effect_has_worn_off_before(ana):
    fortnightly(ana)
    ana.clinic.rhythm = {"early_days": 14}
    for number in range(3):
        start = 280 - 70 * number
        ana.is_treated(ago(start))
        for week in range(7, 70, 7):
            worn_off = week >= 28 + 7 * number
            ana.checks_in(
                ago(start - week), [2, 2, 1, 1, 1, 1, 1] if worn_off else [1] * 4 + [0] * 3
            )
    ana.is_treated(ago(30))
    ana.checks_in(ago(9))
    assert following(ana) == NextCheckIn(ago(2), "window", "on", None)


def test_who_is_asked_to_check_again_is_due_on_that_day(treated):
    fortnightly(treated)
    treated.is_treated(ago(40))
    for day in (26, 19):
        treated.checks_in(ago(day))
    receipt = treated.checks_in(ago(2), [2, 2, 1, 1, 1, 1, 1])
    assert receipt.advice["title"] == "Please check in again on Saturday, May 2"
    assert following(treated) == NextCheckIn(ago(-5), "again", "on", None)


def test_so_is_who_checked_in_too_soon_after_a_treatment(ana):
    ana.is_treated(ago(3))
    receipt = ana.checks_in(ago(1), [2, 2, 1, 1, 1, 1, 1])
    assert receipt.advice["title"] == "Please check in again on Friday, May 1"
    assert following(ana) == NextCheckIn(ago(-4), "again", "on", None)


def test_a_treatment_since_then_starts_the_clock_again(ana):
    ana.is_treated(ago(5))
    ana.checks_in(ago(3), [2, 2, 1, 1, 1, 1, 1])
    ana.is_treated(ago(1))
    assert following(ana).by == "early"


def test_nothing_is_due_after_a_stop(ana):
    programme.stop(ana.s, ana.patient)
    assert following(ana) == NextCheckIn(None, "", "stopped", None)
    assert following(ana).on(TODAY) is None


def test_a_pause_puts_it_off_and_ends_by_itself(ana):
    until = ago(-10)
    programme.pause(ana.s, ana.patient, until, TODAY)
    assert following(ana) == NextCheckIn(until, "first", "paused", until)
    assert following(ana, until) == NextCheckIn(until, "first", "on", None)


def test_a_check_in_in_the_pause_counts(ana):
    programme.pause(ana.s, ana.patient, ago(-3), TODAY)
    ana.checks_in(TODAY)
    assert following(ana).due == ago(-7)


def test_who_starts_again_is_not_late(ana):
    ana.checks_in(ago(60))
    programme.stop(ana.s, ana.patient)
    programme.start_again(ana.s, ana.patient, TODAY)
    assert following(ana) == NextCheckIn(TODAY, "later", "on", None)


@pytest.mark.parametrize("until", [TODAY, ago(3), ago(-181), date.max])
def test_a_pause_has_a_day_to_come_as_its_end(ana, until):
    with pytest.raises(Invalid, match="180 days"):
        programme.pause(ana.s, ana.patient, until, TODAY)
