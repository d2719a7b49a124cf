from datetime import timedelta

import pytest

from pwa.care import appointment, history
from pwa.errors import Conflict, Invalid
from tests.care.conftest import TODAY, ago

NEXT_WEEK = TODAY + timedelta(days=7)


def test_it_is_known_to_the_rules(ana):
    appointment.book(ana.s, ana.patient, NEXT_WEEK)
    assert history.of(ana.s, ana.patient).appointments == [NEXT_WEEK]


def test_a_cancelled_one_is_not(ana):
    booked = appointment.book(ana.s, ana.patient, NEXT_WEEK)
    appointment.cancel(ana.s, booked)
    assert history.of(ana.s, ana.patient).appointments == []
    assert appointment.booked_of(ana.s, ana.patient) == []


def test_it_may_be_today(ana):
    assert appointment.book(ana.s, ana.patient, TODAY).on == TODAY


def test_it_may_not_lie_behind(ana):
    with pytest.raises(Invalid, match="before today"):
        appointment.book(ana.s, ana.patient, ago(1))


def test_there_is_one_a_day(ana):
    appointment.book(ana.s, ana.patient, NEXT_WEEK)
    with pytest.raises(Conflict):
        appointment.book(ana.s, ana.patient, NEXT_WEEK)
