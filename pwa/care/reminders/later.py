"""“Remind me later”: the patient's own word moves the reminder of the day."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlmodel import Session, col

from pwa.care.reminders import day, turn, when, wishes
from pwa.errors import Conflict, Fault, Invalid
from pwa.languages import mark
from pwa.store.insert import unless_there
from pwa.store.tables import Clinic, Patient, Reminder

HOURS = timedelta(hours=3)
EVENING = time(18)
_OPEN = ("waiting", "skipped", "sent", "failed")


def offers(patient: Patient, clinic: Clinic, now: datetime) -> dict[str, datetime]:
    """The moments to choose from, each outside the quiet hours."""
    zone, wished = turn.zone_of(patient, clinic), wishes.of(patient, clinic)
    there = when.local(now, zone)
    evening = datetime.combine(there.date(), EVENING, ZoneInfo(zone))
    tomorrow = when.instant(there.date() + timedelta(days=1), wished.hour, wished.quiet, zone)
    found = {"hours": now + HOURS, "evening": evening.astimezone(now.tzinfo), "tomorrow": tomorrow}
    if when.is_quiet(found["hours"], wished.quiet, zone):
        del found["hours"]
    if evening - there < timedelta(hours=1) or when.is_quiet(evening, wished.quiet, zone):
        del found["evening"]
    return found


def ask(s: Session, patient: Patient, clinic: Clinic, choice: str, now: datetime) -> datetime:
    """Put the reminder off to one of the moments on offer; gives the moment.

    A reminder that went out today may come once more, since the patient asks for it.
    """
    found = offers(patient, clinic, now)
    if choice not in found:
        raise Invalid([Fault("when", f"must be one of {', '.join(found)}")])
    today = turn.today_of(patient, clinic, now)
    if turn.due_since(s, patient, clinic, today) is None:
        raise Conflict(mark("There is no check-in to put off."))
    at = found[choice]
    on = when.local(at, turn.zone_of(patient, clinic)).date()
    _move(s, patient, today, state="skipped", why="later", ended_at=now)
    unless_there(s, Reminder, day.new(patient, on, at, now))
    _move(s, patient, on, state="waiting", why="", due_at=at, ended_at=None, channel=None, tries=0)
    patient.remind_after = at
    s.add(patient)
    s.flush()
    return at


def move_today(s: Session, patient: Patient, clinic: Clinic, now: datetime) -> None:
    """After a change of wishes: today's reminder waits for the new hour; a past hour is tomorrow's.

    Nobody is reminded the moment they choose when to be reminded.
    """
    today = turn.today_of(patient, clinic, now)
    at = turn.at(s, patient, clinic, now)
    if at is None:
        return
    unless_there(s, Reminder, day.new(patient, today, at, now))
    if at > now:
        _move(s, patient, today, only="waiting", due_at=at)
    else:
        _move(s, patient, today, only="waiting", state="skipped", why="changed", ended_at=now)


def _move(s: Session, patient: Patient, on: object, only: str = "", **values: object) -> None:
    s.execute(
        update(Reminder)
        .where(
            col(Reminder.clinic_id) == patient.clinic_id,
            col(Reminder.patient_id) == patient.id,
            col(Reminder.on) == on,
            col(Reminder.state).in_((only,) if only else _OPEN),
        )
        .values(**values)
    )
