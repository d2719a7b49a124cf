"""Who may have to be called, as little of each as it takes to put them in order."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Exists, Select, and_, tuple_
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from pwa.care import clock, policy
from pwa.care.case import planned
from pwa.care.case.codes import DUE
from pwa.care.case.planned import Planned
from pwa.care.case.state import end_of
from pwa.decision.plan import DAYS_AHEAD
from pwa.store.joins import patient_of
from pwa.store.tables import Clinic, Patient, Request, StoredPlan

# Whose plan is out of date is judged here and now, up to so many; the worker does the rest.
JUDGED_NOW = 300


class Candidate(NamedTuple):
    """`request_id` is None when only the plan asks; `judged` is that advice, where it is new."""

    patient_id: str
    urgency: str
    rule: str
    since: date
    due: datetime
    request_id: str | None = None
    is_put_off: bool = False
    judged: Planned | None = None

    @property
    def is_overdue(self) -> bool:
        return self.due <= clock.now()


def requested(s: Session, clinic: Clinic) -> Iterable[Candidate]:
    """Every open request of the clinic, those put off too."""
    today = clock.today(clinic.timezone)
    chosen = (
        sa_select(*(col(getattr(Request, name)) for name in _REQUESTED))
        .where(col(Request.clinic_id) == clinic.id, col(Request.closed_at).is_(None))
        .where(_of_who_is_here(Request))
    )
    for patient_id, urgency, rule, on, due, opened, request_id, until in s.execute(chosen):
        put_off = until is not None and until > today
        by = due or opened + DUE[urgency]
        yield Candidate(patient_id, urgency, rule, on, by, request_id, put_off)


_REQUESTED = (
    *("patient_id", "urgency", "rule", "on", "due_at", "opened_at"),
    *("id", "snoozed_until"),
)


def asked_by_plan(s: Session, clinic: Clinic, today: date) -> Iterable[Candidate]:
    """Whose stored plan asks by now without a check-in. Whether it still does, the page asks."""
    kept = ("patient_id", "asks_urgency", "asks_rule", "asks_on")
    chosen = (
        sa_select(*(col(getattr(StoredPlan, name)) for name in kept))
        .where(col(StoredPlan.clinic_id) == clinic.id, col(StoredPlan.asks_on) <= today)
        .where(_holds(s, clinic, today))
        .where(~_set_aside(s, clinic, StoredPlan.patient_id, StoredPlan.asks_rule))
    )
    for patient_id, urgency, rule, on in s.execute(chosen):
        due = end_of(on, clinic.timezone) + DUE[urgency]
        yield Candidate(patient_id, urgency, rule, on, due)


def out_of_date(s: Session, clinic: Clinic, today: date, limit: int) -> list[Patient]:
    """Patients without a plan that still holds; first whose old one asks by now."""
    found: dict[str, None] = {}
    for chosen in _out_of_date(s, clinic, today):
        if len(found) < limit:
            found |= dict.fromkeys(s.execute(chosen.limit(limit)).scalars())
    ids = list(found)[:limit]
    asked = select(Patient).where(Patient.clinic_id == clinic.id, col(Patient.id).in_(ids))
    people = {patient.id: patient for patient in s.exec(asked)}
    return [people[patient_id] for patient_id in ids]


def _out_of_date(s: Session, clinic: Clinic, today: date) -> Iterator[Select[str]]:
    """Three ways to be so, each by an index of its own: nobody else is looked at."""
    number, _ = policy.limits(s, clinic.id)
    planned = sa_select(col(StoredPlan.patient_id)).where(
        col(StoredPlan.clinic_id) == clinic.id, _of_who_is_here(StoredPlan)
    )
    asks, since = col(StoredPlan.asks_on), col(Patient.unplanned_since)
    yield planned.where(asks <= today, ~_holds(s, clinic, today)).order_by(asks)
    waits = (col(Patient.clinic_id) == clinic.id, since.is_not(None))
    yield sa_select(col(Patient.id)).where(*waits).order_by(since)
    made = (col(StoredPlan.policy_number), col(StoredPlan.compiled_on))
    oldest = (number, today - timedelta(days=DAYS_AHEAD))
    yield planned.where(tuple_(*made) < tuple_(*oldest)).order_by(*made)


def judged(
    s: Session, clinic: Clinic, patients: Iterable[Patient], today: date
) -> Iterable[Candidate]:
    """What is asked of each of them today without a check-in."""
    _, limits = policy.limits(s, clinic.id)
    for patient in patients:
        found = planned.asks(s, patient, limits, today)
        if found and not s.exec(select(_set_aside(s, clinic, patient.id, found.rule))).one():
            due = end_of(today, clinic.timezone) + DUE[found.urgency]
            yield Candidate(patient.id, found.urgency, found.rule, today, due, judged=found)


def _holds(s: Session, clinic: Clinic, today: date) -> ColumnElement[bool]:
    """Whether a stored plan is still true, apart from its words."""
    number, _ = policy.limits(s, clinic.id)
    return and_(
        _of_who_is_here(StoredPlan, col(StoredPlan.changes) == Patient.changes),
        # No index is taken for a difference: nearly all have this number.
        col(StoredPlan.policy_number) - number == 0,
        col(StoredPlan.compiled_on) >= today - timedelta(days=DAYS_AHEAD),
    )


def _set_aside(s: Session, clinic: Clinic, patient_id: Any, rule: Any) -> Exists:
    """Whether staff have closed the same lately: for as long as a contact would keep it quiet."""
    _, limits = policy.limits(s, clinic.id)
    quiet = timedelta(days=limits.contact_quiet_days)
    return (
        select(Request.id)
        .where(Request.clinic_id == clinic.id, Request.patient_id == patient_id)
        .where(Request.rule == rule, Request.closed_by == "staff")
        .where(col(Request.closed_at) > clock.now() - quiet)
        .exists()
    )


def _of_who_is_here(
    table: type[Request | StoredPlan], *more: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Asked of each row that was found: in a join, a database may begin with all patients."""
    here = select(Patient.id).where(patient_of(table), col(Patient.archived_at).is_(None), *more)
    return here.correlate(table).exists()
