"""Whom to call next, who has gone quiet, and what waits in quarantine."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, or_, select

from pwa.care import advice, history, plan, policy, programme
from pwa.decision import advise
from pwa.decision.plan import DAYS_AHEAD
from pwa.decision.rules import Urgency
from pwa.store.joins import patient_of
from pwa.store.tables import (
    CheckIn,
    Clinic,
    Patient,
    Quarantine,
    Request,
    StoredPlan,
)


class Row(NamedTuple):
    """A patient to call, by the rule that decides; `request` is None when only the plan asks."""

    patient: Patient
    urgency: str
    rule: str
    since: date
    request: Request | None


class Quiet(NamedTuple):
    """A patient whose next check-in is late; the last one may be unfinished, or missing."""

    patient: Patient
    last_check_in: date | None
    days: int


def to_call(s: Session, clinic: Clinic, today: date) -> list[Row]:
    """Open requests, and patients whose plan asks on a day without a check-in.

    The most urgent first, then the longest waiting. Only reads.
    """
    asked = {row.patient.id: row for row in _requests(s, clinic)}
    for row in _by_plan(s, clinic, today):
        there = asked.get(row.patient.id)
        if there is None or _level(row.urgency) > _level(there.urgency):
            asked[row.patient.id] = row._replace(request=there.request if there else None)
    return sorted(asked.values(), key=_order)


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


def quarantined(s: Session, clinic: Clinic) -> list[tuple[Quarantine, Patient]]:
    """What waits for staff to judge it, the newest first; not what arrived in good order since."""
    arrived = select(CheckIn.id).where(
        CheckIn.clinic_id == Quarantine.clinic_id,
        CheckIn.id == Quarantine.item_id,
        CheckIn.digest == Quarantine.digest,
        col(Quarantine.reason).startswith("invalid"),
    )
    chosen = (
        select(Quarantine, Patient)
        .join(
            Patient,
            patient_of(Quarantine),
        )
        .where(
            Quarantine.clinic_id == clinic.id,
            col(Quarantine.resolved_at).is_(None),
            ~arrived.exists(),
        )
    )
    return list(s.exec(chosen.order_by(col(Quarantine.received_at).desc())))


def _requests(s: Session, clinic: Clinic) -> Iterable[Row]:
    found = s.exec(
        select(Request, Patient)
        .join(Patient, patient_of(Request))
        .where(
            Request.clinic_id == clinic.id,
            col(Request.closed_at).is_(None),
            col(Patient.archived_at).is_(None),
        )
    )
    for request, patient in found:
        yield Row(patient, request.urgency, request.rule, request.on, request)


def _by_plan(s: Session, clinic: Clinic, today: date) -> Iterable[Row]:
    number, limits = policy.limits(s, clinic.id)
    for patient, asks_on in _may_ask(s, clinic, number, today):
        made = advise(history.of(s, patient).timeline(), limits, today)
        is_on = programme.of(patient, today).is_on
        asking = plan.WITHOUT_CHECK_IN if is_on else plan.ALWAYS_ASKS
        rules = [rule for rule in asking if rule in made.fired]
        if rules and advice.asks(made):
            yield Row(patient, plan.urgency_of(rules[0]), rules[0], asks_on or today, None)


def _may_ask(
    s: Session, clinic: Clinic, number: int, today: date
) -> Iterable[tuple[Patient, date | None]]:
    """Whose plan asks without a check-in by now, or is out of date and must be looked at."""
    known = (
        (col(StoredPlan.clinic_id) == Patient.clinic_id)
        & (col(StoredPlan.patient_id) == Patient.id)
        & (col(StoredPlan.changes) == Patient.changes)
        & (col(StoredPlan.policy_number) == number)
        & (col(StoredPlan.compiled_on) >= today - timedelta(days=DAYS_AHEAD))
    )
    return s.exec(
        select(Patient, col(StoredPlan.asks_on))
        .outerjoin(StoredPlan, known)
        .where(Patient.clinic_id == clinic.id, col(Patient.archived_at).is_(None))
        .where(or_(col(StoredPlan.id).is_(None), col(StoredPlan.asks_on) <= today))
    )


def _order(row: Row) -> tuple[int, date, str]:
    return -_level(row.urgency), row.since, row.patient.name


def _level(urgency: str) -> Urgency:
    return Urgency[urgency.upper()]
