"""Where a patient stands on the clinic's lists: two columns, kept as things happen.

`heard_on`: the last day on which something was to be heard of them, so that silence counts from
there: the last check-in, else the day they were added, and no day before a pause was over. None for
who has stopped or left. `unplanned_since`: since when no stored plan knows all that has happened;
None for who has such a plan, or has left. They follow a patient's row by themselves; who writes
what else they rest on, check-ins and plans, writes `CHANGED` or calls `follow`.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    Connection,
    Date,
    and_,
    bindparam,
    case,
    event,
    func,
    inspect,
    or_,
    select,
    update,
)
from sqlmodel import Session, col

from pwa.care import clock
from pwa.care.who import Who
from pwa.store import blind, days
from pwa.store.prepared import Prepared
from pwa.store.sealed import as_stored, opened
from pwa.store.tables import CheckIn, Patient, StoredPlan
from pwa.store.types import UTC

AT_ONCE = 200
MINE = (col(Patient.clinic_id) == bindparam("clinic"), col(Patient.id) == bindparam("patient"))
_NOW = bindparam("now", type_=UTC)
_NEVER = bindparam("never", date.min, type_=Date)
_HERE = col(Patient.archived_at).is_(None)


def _of(table: Any) -> Any:
    return and_(table.clinic_id == Patient.clinic_id, table.patient_id == Patient.id)


_LAST = select(func.max(CheckIn.on)).where(_of(CheckIn)).correlate(Patient).scalar_subquery()
HEARD_ON = case(
    (
        and_(_HERE, col(Patient.stopped_at).is_(None)),
        days.later(
            func.coalesce(_LAST, days.in_utc(col(Patient.created_at))),
            func.coalesce(Patient.paused_until, _NEVER),
        ),
    )
)
_HAS_PLAN = (
    select(col(StoredPlan.id))
    .where(_of(StoredPlan), col(StoredPlan.changes) == Patient.changes)
    .correlate(Patient)
    .exists()
)
_SINCE = func.coalesce(Patient.unplanned_since, _NOW)
# With a change that no plan knows yet, and without one.
CHANGED = {"heard_on": HEARD_ON, "unplanned_since": case((_HERE, _SINCE))}
KEPT = {"heard_on": HEARD_ON, "unplanned_since": case((and_(_HERE, ~_HAS_PLAN), _SINCE))}
_FOLLOW = update(Patient).where(*MINE).values(KEPT)
_FOLLOW_NOW = Prepared(_FOLLOW)
_OF_THE_ROW = ("created_at", "archived_at", "stopped_at", "paused_until")


def follow(s: Session, patient: Who) -> None:
    """Work both out again, from what is on record."""
    _FOLLOW_NOW.run(s, _of_one(patient))


def _of_one(patient: Who) -> dict[str, Any]:
    return {"clinic": patient.clinic_id, "patient": patient.id, "now": clock.now()}


@event.listens_for(Patient, "after_insert")
@event.listens_for(Patient, "after_update")
def _follow_row(_mapper: object, connection: Connection, patient: Patient) -> None:
    seen = inspect(patient)
    if not seen.persistent or any(seen.attrs[one].history.has_changes() for one in _OF_THE_ROW):
        connection.execute(_FOLLOW, _of_one(patient))


def follow_all(s: Session, clinic_id: str) -> None:
    """The same for every patient of a clinic, after statements that told nobody."""
    everybody = update(Patient).where(col(Patient.clinic_id) == clinic_id)
    s.connection().execute(everybody.values(KEPT), {"now": clock.now()})


_DIFFERS = or_(
    col(Patient.heard_on).is_distinct_from(HEARD_ON),
    col(Patient.unplanned_since).is_(None) == and_(_HERE, ~_HAS_PLAN),
)


def wrong(s: Session, clinic_id: str, after: str) -> tuple[list[str], str | None]:
    """Of the next patients by id, those whose columns are not what they should be; the last looked
    at, or None when there was none. An older release that still runs leaves some behind."""
    stored = as_stored(col(Patient.reference))
    chosen = select(col(Patient.id), _DIFFERS, stored, col(Patient.reference_index))
    chosen = chosen.where(col(Patient.clinic_id) == clinic_id, col(Patient.id) > after)
    rows = s.execute(chosen.order_by(col(Patient.id)).limit(AT_ONCE)).all()
    found = []
    for patient_id, differs, raw, index in rows:
        text = opened(raw, "patient", "reference", clinic_id, patient_id)
        if differs or index != _index(clinic_id, text):
            found.append(patient_id)
    return found, rows[-1][0] if rows else None


def put_right(s: Session, clinic_id: str, ids: Sequence[str]) -> None:
    """Work out anew what these patients are listed and found by."""
    chosen = select(Patient).where(col(Patient.clinic_id) == clinic_id, col(Patient.id).in_(ids))
    for patient in s.execute(chosen).scalars():
        patient.reference_index = _index(clinic_id, patient.reference)
        follow(s, patient)


def _index(clinic_id: str, reference: str) -> str:
    (index,) = blind.values("patient", {"clinic_id": clinic_id, "reference": reference}).values()
    return index
