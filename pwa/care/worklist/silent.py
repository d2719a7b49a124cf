"""Who has gone quiet."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

from pwa.care import policy, programme
from pwa.store.tables import CheckIn, Clinic, Patient


class Quiet(NamedTuple):
    """A patient whose next check-in is late; the last one may be unfinished, or missing."""

    patient: Patient
    last_check_in: date | None
    days: int


def not_heard_from(s: Session, clinic: Clinic, today: date) -> list[Quiet]:
    """Patients whose next check-in is overdue, the longest silence first."""
    _, limits = policy.limits(s, clinic.id)
    patience = limits.check_in_interval_days + limits.reminder_grace_days
    newest = (
        select(CheckIn.patient_id, func.max(CheckIn.on).label("last"))
        .where(CheckIn.clinic_id == clinic.id)
        .group_by(col(CheckIn.patient_id))
        .subquery()
    )
    found = s.exec(
        select(Patient, newest.c.last)
        .outerjoin(newest, newest.c.patient_id == Patient.id)
        .where(Patient.clinic_id == clinic.id, col(Patient.archived_at).is_(None))
    )
    quiet = [
        Quiet(patient, last, (today - _silent_since(patient, last, today)).days)
        for patient, last in found
        if programme.of(patient, today).is_on
    ]
    return sorted((q for q in quiet if q.days > patience), key=lambda q: -q.days)


def _silent_since(patient: Patient, last: date | None, today: date) -> date:
    """Since the last check-in, and not before a pause was over."""
    since = last or patient.created_at.date()
    over = patient.paused_until
    return max(since, over) if over and over <= today else since
