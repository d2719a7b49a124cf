"""Who has gone quiet."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from pwa.care import policy
from pwa.care.patients import last_check_ins
from pwa.store.tables import Clinic, Patient


class Quiet(NamedTuple):
    """A patient whose next check-in is late; the last one may be unfinished, or missing."""

    patient: Patient
    last_check_in: date | None
    days: int


def not_heard_from(
    s: Session,
    clinic: Clinic,
    today: date,
    limit: int,
    without: frozenset[str] = frozenset(),
) -> list[Quiet]:
    """Patients whose next check-in is overdue, the longest silence first.

    At most `limit`, and none of those `without` who stand elsewhere. No others are looked at.
    """
    _, limits = policy.limits(s, clinic.id)
    patience = limits.check_in_interval_days + limits.reminder_grace_days
    heard_on = col(Patient.heard_on)
    late = (
        sa_select(col(Patient.id), heard_on)
        .where(col(Patient.clinic_id) == clinic.id, heard_on < today - timedelta(days=patience))
        .order_by(heard_on, col(Patient.id))
        .limit(limit + len(without))
    )
    rows = [row for row in s.execute(late) if row.id not in without][:limit]
    return _quiet(s, clinic, {patient_id: (today - on).days for patient_id, on in rows})


def _quiet(s: Session, clinic: Clinic, days: dict[str, int]) -> list[Quiet]:
    chosen = select(Patient).where(Patient.clinic_id == clinic.id, col(Patient.id).in_(days))
    patients = {patient.id: patient for patient in s.exec(chosen)}
    last = last_check_ins(s, clinic.id, days)
    return [Quiet(patients[one], last.get(one), count) for one, count in days.items()]
