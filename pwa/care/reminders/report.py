"""What staff see of reminders: whom no channel reaches and why, what became of the last ones."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

from pwa.care import directory, programme
from pwa.care.reminders import channels, day, turn, wishes
from pwa.store.tables import Clinic, Device, Patient, PushSubscription, Reminder

DAYS = 14
LATE = timedelta(minutes=30)
LOOKED_AT = 100  # patients without a reminder today: enough to see that nobody plans any


class Server(NamedTuple):
    """What this server can do at all."""

    pushes: bool
    mails: bool


class Unreached(NamedTuple):
    """A patient whom no reminder reaches: why no notification does, and why no e-mail."""

    patient: Patient
    push: str  # no-phone | not-set-up | never-on | ended | failing
    email: str  # "" without a phone | not-set-up | clinic-off | no-address | patient-off


def unreached(s: Session, clinic: Clinic, can: Server, now: datetime) -> list[Unreached]:
    """By name; who pauses or has stopped is left alone and not listed. Only reads."""
    phones = _by_patient(s, clinic, Device, col(Device.revoked_at).is_(None))
    pushes = _by_patient(s, clinic, PushSubscription)
    found = []
    for patient in _patients(s, clinic):
        if not programme.of(patient, turn.today_of(patient, clinic, now)).is_on:
            continue
        own = [row for row in pushes.get(patient.id, []) if row.device_id in _ids(phones, patient)]
        push = _why_no_push(bool(phones.get(patient.id)), own, can)
        email = _why_no_email(patient, clinic, can)
        if push == "no-phone" or (push and email):
            found.append(Unreached(patient, push, "" if push == "no-phone" else email))
    return found


def outcomes(s: Session, clinic: Clinic, now: datetime) -> Counter[str]:
    """How many reminders of the last days ended how: by push, by email, or the reason why not."""
    rows = s.execute(
        select(col(Reminder.state), col(Reminder.channel), col(Reminder.why), func.count())
        .where(
            Reminder.clinic_id == clinic.id,
            col(Reminder.on) > now.date() - timedelta(days=DAYS),
            col(Reminder.state).in_(("sent", "skipped", "failed")),
        )
        .group_by(col(Reminder.state), col(Reminder.channel), col(Reminder.why))
    )
    counted: Counter[str] = Counter()
    for state, channel, why, count in rows:
        counted[channel if state == "sent" else why] += count
    return counted


def late(s: Session, clinic: Clinic, now: datetime) -> int:
    """How many, at least, should have gone out half an hour ago: then nobody runs the jobs."""
    planned: list[datetime] = [row["due_at"] for row in day.upcoming(s, clinic, now, LOOKED_AT)]
    return len(day.ready(s, clinic.id, now - LATE)) + sum(at <= now - LATE for at in planned)


def _why_no_push(has_phone: bool, rows: list[PushSubscription], can: Server) -> str:
    live = [row for row in rows if row.gone_at is None]
    reasons = {
        "no-phone": not has_phone,
        "not-set-up": not can.pushes,
        "never-on": not rows,
        "ended": not live,
        "failing": all(row.failures >= channels.TIRED_AFTER for row in live),
    }
    return next((name for name, holds in reasons.items() if holds), "")


def _why_no_email(patient: Patient, clinic: Clinic, can: Server) -> str:
    reasons = {
        "not-set-up": not can.mails,
        "clinic-off": not wishes.of_clinic(clinic).email,
        "no-address": not patient.email,
        "patient-off": not wishes.of(patient, clinic).email,
    }
    return next((name for name, holds in reasons.items() if holds), "")


def _patients(s: Session, clinic: Clinic) -> list[Patient]:
    chosen = select(Patient).where(
        Patient.clinic_id == clinic.id, col(Patient.archived_at).is_(None)
    )
    return sorted(s.exec(chosen), key=directory.by_name)


def _by_patient(s: Session, clinic: Clinic, table: Any, *where: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in s.exec(select(table).where(table.clinic_id == clinic.id, *where)):
        found.setdefault(row.patient_id, []).append(row)
    return found


def _ids(phones: dict[str, list[Any]], patient: Patient) -> set[str]:
    return {row.id for row in phones.get(patient.id, [])}
