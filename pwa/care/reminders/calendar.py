"""The next check-ins and visits as a calendar file (RFC 5545): it needs no server any more."""

import hashlib
from datetime import date, datetime, timedelta

from sqlmodel import Session

from pwa.care import appointment, history, languages, rhythm
from pwa.care.content_lines import escaped, written
from pwa.care.reminders import turn, when, wishes
from pwa.decision.timeline import CheckIn
from pwa.languages import mark
from pwa.store.tables import Appointment, Clinic, Patient

DAYS_AHEAD = 90
SUMMARY = mark("Check-in")
DESCRIPTION = mark("It is time for your check-in. Open your app: {link}")
VISIT = mark("Appointment")


def file_for(s: Session, patient: Patient, clinic: Clinic, now: datetime, link: str) -> bytes:
    """One event with an alarm for each check-in of the next 90 days, and a day for each visit.

    The words are neutral. Each check-in has a moment of its own, so clocks that change need no
    description. A later file changes the events of an earlier one and does not double them; a
    visit that was called off is called off there, too.
    """
    language = languages.of(patient.language)
    wished, zone = wishes.of(patient, clinic), turn.zone_of(patient, clinic)
    words = (language.gettext(SUMMARY), language.say(DESCRIPTION, link=link))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Booster Check//Check-ins//EN"]
    today = turn.today_of(patient, clinic, now)
    for number, on in enumerate(coming(s, patient, clinic, today)):
        at = when.instant(on, wished.hour, wished.quiet, zone)
        if at > now:
            lines += _event(_uid(patient, "check-in", number), at, now, *words)
    for visit in appointment.on_record(s, patient, today):
        lines += _visit(_uid(patient, "visit", visit.id), visit, now, language.gettext(VISIT))
    return written([*lines, "END:VCALENDAR"])


def coming(s: Session, patient: Patient, clinic: Clinic, today: date) -> list[date]:
    """The days of the next check-ins, if each is done on its day. None while away for good."""
    timeline = history.of(s, patient).timeline()
    ends, found = today + timedelta(days=DAYS_AHEAD), []
    on = rhythm.next_check_in(s, patient, clinic, today, timeline).on(today)
    last = next((one.total for one in reversed(timeline.check_ins) if one.total is not None), 0)
    while on is not None and on <= ends:
        found.append(on)
        done = CheckIn(on.toordinal(), last, last)
        timeline = timeline._replace(check_ins=[*timeline.check_ins, done])
        following = rhythm.next_check_in(s, patient, clinic, on, timeline).due
        on = following if following is None or following > on else None
    return found


def _event(uid: str, at: datetime, now: datetime, summary: str, description: str) -> list[str]:
    return [
        *_begun(uid, now, summary),
        f"DTSTART:{at:%Y%m%dT%H%M%SZ}",
        "DURATION:PT10M",
        f"DESCRIPTION:{escaped(description)}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:PT0S",
        f"DESCRIPTION:{escaped(summary)}",
        "END:VALARM",
        "END:VEVENT",
    ]


def _visit(uid: str, visit: Appointment, now: datetime, summary: str) -> list[str]:
    """A whole day: the hour is not on record here."""
    stands = visit.removed_at is None
    return [
        *_begun(uid, now, summary),
        f"DTSTART;VALUE=DATE:{visit.on:%Y%m%d}",
        f"STATUS:{'CONFIRMED' if stands else 'CANCELLED'}",
        "END:VEVENT",
    ]


def _begun(uid: str, now: datetime, summary: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{int(now.timestamp()) // 60}",
        f"SUMMARY:{escaped(summary)}",
        "CLASS:PRIVATE",
    ]


def _uid(patient: Patient, kind: str, which: int | str) -> str:
    """The same for the first, the second, … check-in of every file; it names nobody."""
    text = f"{kind} {patient.clinic_id} {patient.id} {which}"
    return f"{hashlib.sha256(text.encode()).hexdigest()[:32]}@booster-check"
