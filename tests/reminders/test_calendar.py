"""The calendar file, as calendars read it."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from pwa.care import appointment, clock, content_lines, enrol, programme
from pwa.care.reminders import calendar, wishes
from tests.care.conftest import TODAY

LINK = "https://check.oak.clinic/app/check-in"


@pytest.fixture
def made(ana):
    def make() -> bytes:
        return calendar.file_for(ana.s, ana.patient, ana.clinic, clock.now(), LINK)

    return make


def events(raw: bytes) -> list:
    return list(Calendar.from_ical(raw).walk("VEVENT"))


def test_it_has_every_check_in_of_the_next_90_days(ana, made):
    days = [event.decoded("DTSTART").date() for event in events(made())]
    # Today's hour has passed.
    assert days == [TODAY + timedelta(days=7 * week) for week in range(1, 13)]


def test_each_rings_at_the_patients_hour_whatever_the_clocks_do(ana, made):
    enrol.edit_patient(ana.s, ana.patient, timezone="America/Santiago")  # winter from 5 April
    ana.changes(ana.patient, created_at=ana.patient.created_at)
    ana.checks_in(date(2026, 4, 27))
    hours = {event.decoded("DTSTART").strftime("%H:%M %Z") for event in events(made())}
    assert hours == {"13:00 UTC"}
    alarms = [event.walk("VALARM")[0] for event in events(made())]
    assert {alarm.decoded("TRIGGER") for alarm in alarms} == {timedelta(0)}


def test_its_hour_follows_daylight_saving(ana, made, at):
    enrol.edit_patient(ana.s, ana.patient, timezone="Europe/Paris")
    at(5, 12, month=9)
    ana.s.commit()
    found = {
        (event.decoded("DTSTART").month, event.decoded("DTSTART").hour) for event in events(made())
    }
    assert (10, 7) in found
    assert (11, 8) in found


def test_it_says_nothing_personal(ana, made):
    text = made().decode().lower()
    words = ("ketamine", "anxiety", "gad", "oak clinic", "ana ", "alder", "treatment", "booster ")
    assert not [word for word in words if word in text.replace("booster check//", "")]
    assert ana.patient.id not in text


def test_a_later_file_changes_the_events_of_an_earlier_one(ana, made):
    before = events(made())
    wishes.choose(ana.s, ana.patient, ana.clinic, {"hour": 18})
    after = events(made())
    assert after[0].decoded("DTSTART").hour == 22
    assert [str(event["UID"]) for event in after][1:] == [str(event["UID"]) for event in before]


def test_its_lines_are_short_and_end_as_they_must(ana, made):
    raw = made()
    assert raw.endswith(b"END:VCALENDAR\r\n")
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not [line for line in lines if b"\n" in line]
    assert events(raw)[0]["DESCRIPTION"].endswith(LINK)


@pytest.mark.parametrize("text", ["ça" * 100, "日本語" * 60, "x" * 75, "x" * 76])
def test_it_folds_between_characters(text):
    folded = content_lines.folded(text).encode()
    assert max(map(len, folded.split(b"\r\n"))) <= 75
    assert folded.replace(b"\r\n ", b"").decode() == f"{text}\r\n"


def test_a_pause_leaves_its_days_out(ana, made):
    programme.pause(ana.s, ana.patient, TODAY + timedelta(days=30), TODAY)
    assert events(made())[0].decoded("DTSTART").date() == TODAY + timedelta(days=30)
    programme.stop(ana.s, ana.patient)
    assert events(made()) == []


def test_a_visit_is_a_day_in_it_and_says_nothing_else(ana, made):
    appointment.book(ana.s, ana.patient, TODAY + timedelta(days=9))
    (visit,) = [event for event in events(made()) if "DURATION" not in event]
    assert visit.decoded("DTSTART") == TODAY + timedelta(days=9)
    assert (visit["SUMMARY"], visit["STATUS"]) == ("Appointment", "CONFIRMED")
    assert "DESCRIPTION" not in visit
    assert not visit.walk("VALARM")


def test_a_visit_that_was_called_off_is_called_off_in_a_later_file(ana, made):
    booked = appointment.book(ana.s, ana.patient, TODAY + timedelta(days=9))
    before = {str(event["UID"]): event for event in events(made())}
    appointment.cancel(ana.s, booked)
    (visit,) = [event for event in events(made()) if event.get("STATUS") == "CANCELLED"]
    assert before[str(visit["UID"])]["STATUS"] == "CONFIRMED"


def test_visits_that_are_over_are_not_in_it(ana, made, at):
    appointment.book(ana.s, ana.patient, TODAY + timedelta(days=1))
    at(29, 12)
    assert not [event for event in events(made()) if "STATUS" in event]
