"""Who has gone quiet."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import func
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, or_, select

from pwa.care import policy
from pwa.store.tables import CheckIn, Clinic, Patient


class Quiet(NamedTuple):
    """A patient whose next check-in is late; the last one may be unfinished, or missing."""

    patient: Patient
    last_check_in: date | None
    days: int


def not_heard_from(
    s: Session,
    clinic: Clinic,
    today: date,
    limit: int | None = None,
    without: frozenset[str] = frozenset(),
) -> list[Quiet]:
    """Patients whose next check-in is overdue, the longest silence first.

    At most `limit`, and none of those `without` who stand elsewhere.
    """
    _, limits = policy.limits(s, clinic.id)
    patience = limits.check_in_interval_days + limits.reminder_grace_days
    late = sorted(
        (since, patient_id, last)
        for patient_id, last, since in _silent(s, clinic, today)
        if (today - since).days > patience and patient_id not in without
    )[:limit]
    ids = [patient_id for _, patient_id, _ in late]
    chosen = select(Patient).where(Patient.clinic_id == clinic.id, col(Patient.id).in_(ids))
    patients = {patient.id: patient for patient in s.exec(chosen)}
    return [Quiet(patients[ident], last, (today - since).days) for since, ident, last in late]


def _silent(s: Session, clinic: Clinic, today: date) -> Iterable[tuple[str, date | None, date]]:
    """Who takes part, the last check-in, and since when there is silence: only those without a
    check-in in the shortest time that may be too long."""
    _, limits = policy.limits(s, clinic.id)
    lately = today - timedelta(days=limits.check_in_interval_days)
    # One place in an index for each patient, however many check-ins there are.
    last = (
        sa_select(func.max(col(CheckIn.on)))
        .where(col(CheckIn.clinic_id) == clinic.id, col(CheckIn.patient_id) == Patient.id)
        .correlate(Patient)
        .scalar_subquery()
    )
    everybody = (
        sa_select(
            col(Patient.id),
            last.label("last"),
            col(Patient.created_at),
            col(Patient.paused_until),
        )
        .where(
            col(Patient.clinic_id) == clinic.id,
            col(Patient.archived_at).is_(None),
            col(Patient.stopped_at).is_(None),
            or_(col(Patient.paused_until).is_(None), col(Patient.paused_until) <= today),
        )
        .subquery()
    )
    quiet = or_(everybody.c.last.is_(None), everybody.c.last < lately)
    for patient_id, on, created, paused in s.execute(sa_select(everybody).where(quiet)):
        # Since the last check-in, and not before a pause was over.
        since = on or created.date()
        yield patient_id, on, max(since, paused) if paused else since
