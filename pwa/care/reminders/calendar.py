"""The next check-ins as a calendar file (RFC 5545): reminders that need no server any more."""

import hashlib
from datetime import date, datetime, timedelta

from sqlmodel import Session

from pwa.care import history, languages, rhythm
from pwa.care.reminders import turn, when, wishes
from pwa.decision.timeline import CheckIn
from pwa.languages import mark
from pwa.store.tables import Clinic, Patient

DAYS_AHEAD = 90
_LINE = 75  # octets, the longest that a line may be
SUMMARY = mark("Check-in")
DESCRIPTION = mark("It is time for your check-in. Open your app: {link}")


def file_for(s: Session, patient: Patient, clinic: Clinic, now: datetime, link: str) -> bytes:
    """One event with an alarm for each check-in of the next 90 days, in neutral words.

    Each has a moment of its own, so clocks that change need no description. A later file changes
    the events of an earlier one and does not double them.
    """
    language = languages.of(patient.language)
    wished, zone = wishes.of(patient, clinic), turn.zone_of(patient, clinic)
    words = (language.gettext(SUMMARY), language.say(DESCRIPTION, link=link))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Booster Check//Check-ins//EN"]
    for number, on in enumerate(coming(s, patient, clinic, turn.today_of(patient, clinic, now))):
        at = when.instant(on, wished.hour, wished.quiet, zone)
        if at > now:
            lines += _event(_uid(patient, number), at, now, *words)
    return "".join(map(_folded, [*lines, "END:VCALENDAR"])).encode()


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
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{int(now.timestamp()) // 60}",
        f"DTSTART:{at:%Y%m%dT%H%M%SZ}",
        "DURATION:PT10M",
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(description)}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:PT0S",
        f"DESCRIPTION:{_escaped(summary)}",
        "END:VALARM",
        "END:VEVENT",
    ]


def _uid(patient: Patient, number: int) -> str:
    """The same for the first, the second, … check-in of every file; it names nobody."""
    text = f"check-in {patient.clinic_id} {patient.id} {number}"
    return f"{hashlib.sha256(text.encode()).hexdigest()[:32]}@booster-check"


def _escaped(text: str) -> str:
    for character in ("\\", ";", ","):
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Cut before a character that would not fit any more; each further line begins with a space."""
    parts, room = [""], _LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            parts.append("")
            room = _LINE - 1
        parts[-1] += character
        room -= size
    return "\r\n ".join(parts) + "\r\n"
