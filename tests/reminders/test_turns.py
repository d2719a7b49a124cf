"""Who is reminded on which day: at most once, never in a burst, and no longer than useful."""

from datetime import date

import pytest

from pwa.care import clock, enrol, programme
from pwa.care.reminders import day, turn
from pwa.store.tables import Reminder, new_id
from tests.care.conftest import BLANK, TODAY, ago


@pytest.fixture(autouse=True)
def phone(ana, receiver):
    ana.subscribes(receiver)


def test_it_reminds_once_on_the_day(ana, push_service, at):
    for hour in range(8, 21):
        at(27, hour)
        ana.runs()
    assert ana.days() == [("sent", "push", "")]
    assert len(push_service.taken) == 1


def test_it_waits_for_the_hour(ana, push_service, at):
    at(27, 8, 59)
    ana.runs()
    assert ana.days() == [("waiting", "", "")]
    at(27, 9)
    ana.runs()
    assert len(push_service.taken) == 1


def test_it_follows_up_twice_and_then_is_silent(ana, push_service, at):
    for on in range(27, 31):
        at(on, 10)
        ana.runs()
    for on in range(1, 31):
        at(on, 10, month=5)
        ana.runs()
        ana.runs()
    sent = [row.on for row in ana.rows(Reminder) if row.state == "sent"]
    assert sent == [date(2026, 4, 27), date(2026, 4, 30), date(2026, 5, 4)]
    assert len(push_service.taken) == 3


def test_it_does_not_send_before_the_day(ana, push_service, at):
    at(26, 12)
    ana.runs()
    assert ana.days() == []


def test_a_check_in_stops_what_was_planned(ana, push_service, at):
    at(27, 8)
    ana.runs()
    ana.checks_in(TODAY)
    at(27, 9)
    ana.runs()
    assert ana.days() == [("skipped", "", "done")]
    assert push_service.taken == []


def test_an_unfinished_check_in_stops_it_for_that_day(ana, push_service, at):
    ana.checks_in(TODAY, BLANK)
    ana.runs()
    assert ana.days() == []
    at(28, 10)
    ana.runs()
    assert ana.days() == [("sent", "push", "")]


def test_after_three_days_without_power_it_sends_one(ana, push_service, at):
    at(27, 8)
    ana.runs()
    at(30, 12)
    for _ in range(3):
        ana.runs()
    assert ana.days() == [("skipped", "", "stale"), ("sent", "push", "")]
    assert len(push_service.taken) == 1


def test_after_a_long_silence_it_does_not_begin_anew(ana, push_service, at):
    at(27, 12, month=5)
    ana.runs()
    assert ana.days() == []


def test_who_was_paired_long_after_enrolment_is_reminded(ana, push_service, at):
    at(27, 12, month=5)
    ana.changes(ana.device, created_at=clock.now())
    ana.runs()
    assert len(push_service.taken) == 1


def test_it_sends_nothing_in_the_night(ana, push_service, at):
    at(27, 8)
    ana.runs()
    at(27, 21)
    ana.runs()
    assert ana.days() == [("skipped", "", "too-late")]
    at(28, 7, 59)
    ana.runs()
    assert push_service.taken == []
    at(28, 9)
    ana.runs()
    assert len(push_service.taken) == 1


@pytest.mark.parametrize("way", ["pause", "stop", "archive"])
def test_it_leaves_alone_who_is_away(ana, push_service, at, way):
    at(27, 8)
    ana.runs()
    if way == "pause":
        programme.pause(ana.s, ana.patient, date(2026, 5, 20), TODAY)
    elif way == "stop":
        programme.stop(ana.s, ana.patient)
    else:
        enrol.archive_patient(ana.s, ana.patient)
    ana.s.commit()
    why = {"pause": "paused", "stop": "stopped", "archive": "left"}[way]
    for on in (27, 28, 30):
        at(on, 10)
        ana.runs()
    assert ana.days() == [("skipped", "", why)]
    assert push_service.taken == []


def test_a_phone_that_was_removed_is_not_reminded(ana, push_service):
    ana.has_email()
    ana.changes(ana.device, revoked_at=ana.patient.created_at)
    ana.runs()
    assert ana.days() == []


def test_what_someone_took_and_did_not_end_is_never_sent_again(ana, push_service, at):
    at(27, 9)
    ana.runs()
    (row,) = ana.rows(Reminder)
    ana.changes(row, state="sending", ended_at=None)
    at(27, 9, 30)
    ana.runs()
    assert ana.days() == [("failed", "push", "unsure")]
    at(28, 9)
    ana.runs()
    assert len(push_service.taken) == 1


def test_it_knows_the_day_where_the_patient_is(ana, push_service, at):
    enrol.edit_patient(ana.s, ana.patient, timezone="Pacific/Auckland")
    ana.s.commit()
    at(26, 18)  # 10 in the morning of the 27th in Auckland
    ana.runs()
    assert ana.days() == [("sent", "push", "")]


def test_it_plans_a_day_once(ana):
    with ana.database.session(writes=False, clinic_id=ana.clinic.id) as s:
        rows = day.upcoming(s, ana.clinic, clock.now())
    for _ in range(2):
        with ana.database.session(clinic_id=ana.clinic.id) as s:
            day.plan(s, [row | {"id": new_id()} for row in rows])
            s.commit()
    assert ana.days() == [("waiting", "", "")]
    with ana.database.session(writes=False, clinic_id=ana.clinic.id) as s:
        assert day.upcoming(s, ana.clinic, clock.now()) == []


def test_the_due_day_counts_and_not_the_calendar(ana):
    assert turn.due_since(ana.s, ana.patient, ana.clinic, TODAY) == TODAY
    ana.checks_in(ago(1))
    assert turn.due_since(ana.s, ana.patient, ana.clinic, TODAY) is None
