"""Whom to call next: open requests, and whose plan asks on a day without a check-in."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from sqlmodel import Session, col, select

from pwa.care import policy
from pwa.care.case import planned
from pwa.care.case.planned import Planned
from pwa.care.worklist.candidate import (
    JUDGED_NOW,
    Candidate,
    asked_by_plan,
    judged,
    out_of_date,
    requested,
)
from pwa.decision import Policy
from pwa.decision.rules import Urgency
from pwa.store.joins import patient_of
from pwa.store.tables import Clinic, Owned, Patient, Request

PAGE = 25

Key = tuple[int, int, str, str]
Row_ = TypeVar("Row_", bound=Owned)


class Row(NamedTuple):
    """A patient to call, by the rule that decides; `request` is None when only the plan asks.

    Then `planned` is what it says today. `due` is when somebody must have acted.
    """

    patient: Patient
    urgency: str
    rule: str
    since: date
    request: Request | None
    due: datetime
    is_overdue: bool
    planned: Planned | None


class Page(NamedTuple):
    """Rows, the key after which the next ones come, and who stands on any page.

    `is_complete` is False while some plans have still to be worked out with new thresholds.
    """

    rows: list[Row]
    after: str | None
    everyone: frozenset[str]
    is_complete: bool


def to_call(s: Session, clinic: Clinic, today: date) -> list[Row]:
    """The first page of `page`."""
    return page(s, clinic, today).rows


def page(s: Session, clinic: Clinic, today: date, after: str | None = None) -> Page:
    """Whom to call, in the order in which to call them, from the one after `after` on. Only reads.

    Nobody is counted or fetched whole: what is not on the page is little more than its place.
    """
    stale = out_of_date(s, clinic, today, JUDGED_NOW + 1)
    known = {one.patient_id: one for one in requested(s, clinic)}
    for one in (*asked_by_plan(s, clinic, today), *judged(s, clinic, stale[:JUDGED_NOW], today)):
        there = known.get(one.patient_id)
        if there is None or _level(one.urgency) > _level(there.urgency):
            known[one.patient_id] = one._replace(request_id=there.request_id if there else None)
    everyone = sorted((one for one in known.values() if not one.is_put_off), key=_key)
    last = _read(after)
    following = [one for one in everyone if _key(one) > last] if last else everyone
    found = list(islice(_rows(s, clinic, following, today), PAGE + 1))
    more = _written(found[PAGE - 1][0]) if len(found) > PAGE else None
    ids = frozenset(one.patient_id for one in everyone)
    return Page([row for _, row in found[:PAGE]], more, ids, len(stale) <= JUDGED_NOW)


def put_off(s: Session, clinic: Clinic, today: date, limit: int) -> list[tuple[Request, Patient]]:
    """Requests that come back on a day, the next one first."""
    chosen = (
        select(Request, Patient)
        .join(Patient, patient_of(Request))
        .where(
            Request.clinic_id == clinic.id,
            col(Request.closed_at).is_(None),
            col(Patient.archived_at).is_(None),
            col(Request.snoozed_until) > today,
        )
    )
    return list(s.exec(chosen.order_by(col(Request.snoozed_until), Request.id).limit(limit)))


def _rows(
    s: Session, clinic: Clinic, candidates: list[Candidate], today: date
) -> Iterator[tuple[Candidate, Row]]:
    """Each with what a page shows of it; whom the plan asks no longer is left out."""
    _, limits = policy.limits(s, clinic.id)
    for start in range(0, len(candidates), PAGE + 1):
        chunk = candidates[start : start + PAGE + 1]
        patients = _by_id(s, clinic, Patient, [one.patient_id for one in chunk])
        cases = _by_id(s, clinic, Request, [one.request_id for one in chunk if one.request_id])
        for one in chunk:
            row = _row(s, one, patients[one.patient_id], cases, limits, today)
            if row:
                yield one, row


def _row(
    s: Session,
    one: Candidate,
    patient: Patient,
    cases: dict[str, Request],
    limits: Policy,
    today: date,
) -> Row | None:
    case = cases.get(one.request_id or "")
    if case and (case.rule, case.urgency) == (one.rule, one.urgency):
        return _of_case(patient, case, one)
    now = one.judged or planned.asks(s, patient, limits, today)
    if case and (now is None or _level(now.urgency) <= _level(case.urgency)):
        return _of_case(patient, case, one)
    if now is None:
        return None
    return Row(patient, now.urgency, now.rule, one.since, case, one.due, one.is_overdue, now)


def _of_case(patient: Patient, case: Request, one: Candidate) -> Row:
    due, late = one.due, one.is_overdue
    return Row(patient, case.urgency, case.rule, case.on, case, due, late, None)


def _by_id(s: Session, clinic: Clinic, table: type[Row_], ids: list[str]) -> dict[str, Row_]:
    owned: Any = table
    found = s.exec(select(table).where(owned.clinic_id == clinic.id, owned.id.in_(ids)))
    return {row.id: row for row in found}


def _level(urgency: str) -> Urgency:
    return Urgency[urgency.upper()]


def _key(one: Candidate) -> Key:
    """The most urgent first, overdue before the rest, then by urgency and the longest waiting."""
    group = (0 if one.is_overdue else 1) if one.urgency == "urgent" else 3 - one.is_overdue
    return group, -_level(one.urgency), one.since.isoformat(), one.patient_id


def _written(one: Candidate) -> str:
    return ".".join(map(str, _key(one)))


def _read(after: str | None) -> Key | None:
    """The key that a page's address names; one that is none is as good as none."""
    try:
        group, level, since, patient_id = (after or "").split(".", 3)
        return int(group), int(level), since, patient_id
    except ValueError:
        return None
