"""Whose turn it is today: on the day of a check-in, then a few days later twice, then no more."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, or_, select

from pwa.care import rhythm
from pwa.care.reminders import when, wishes
from pwa.store.tables import CheckIn, Clinic, Device, Patient, Reminder

GAPS = (3, 4)  # days after the first reminder of a check-in, and after the second
LAST_DAY = 14  # after that the clinic's rule for missed check-ins takes over
UNSURE = "unsure"


def zone_of(patient: Patient, clinic: Clinic) -> str:
    return patient.timezone or clinic.timezone


def today_of(patient: Patient, clinic: Clinic, now: datetime) -> date:
    return now.astimezone(ZoneInfo(zone_of(patient, clinic))).date()


def at(s: Session, patient: Patient, clinic: Clinic, now: datetime) -> datetime | None:
    """The moment of the patient's reminder of today; None when there is none today."""
    today = today_of(patient, clinic, now)
    if patient.remind_after and now < patient.remind_after:
        return None
    due = due_since(s, patient, clinic, today)
    if due is None or not _is_turn(s, patient, max(due, _paired_on(s, patient)), today):
        return None
    wished = wishes.of(patient, clinic)
    return when.instant(today, wished.hour, wished.quiet, zone_of(patient, clinic))


def due_since(s: Session, patient: Patient, clinic: Clinic, today: date) -> date | None:
    """The day of the check-in that is open today; None when it is done, or nobody asks for it."""
    found = rhythm.next_check_in(s, patient, clinic, today)
    if found.state != "on" or found.due is None or found.due > today:
        return None
    return None if _answered_on(s, patient, today) else found.due


def _answered_on(s: Session, patient: Patient, on: date) -> bool:
    """Also unfinished: who has just been there need not be called back on that day."""
    chosen = select(CheckIn.id).where(
        CheckIn.clinic_id == patient.clinic_id, CheckIn.patient_id == patient.id, CheckIn.on == on
    )
    return s.exec(chosen.limit(1)).first() is not None


def _paired_on(s: Session, patient: Patient) -> date:
    """From when on a reminder could be followed: who was enrolled long before is not late."""
    chosen = select(Device.created_at).where(
        Device.clinic_id == patient.clinic_id,
        Device.patient_id == patient.id,
        col(Device.revoked_at).is_(None),
    )
    newest = s.exec(chosen.order_by(col(Device.created_at).desc()).limit(1)).first()
    return newest.date() if newest else date.min


def _is_turn(s: Session, patient: Patient, due: date, today: date) -> bool:
    if (today - due).days > LAST_DAY:
        return False
    sent = s.exec(
        select(col(Reminder.on))
        .where(
            Reminder.clinic_id == patient.clinic_id,
            Reminder.patient_id == patient.id,
            col(Reminder.on) >= due,
            col(Reminder.on) < today,
            or_(Reminder.state == "sent", Reminder.why == UNSURE),
        )
        .order_by(col(Reminder.on))
    ).all()
    if len(sent) > len(GAPS):
        return False
    return not sent or (today - sent[-1]).days >= GAPS[len(sent) - 1]
