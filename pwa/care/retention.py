"""How long a clinic keeps what it has archived, and who is past that.

Only patients whom staff have archived are ever looked at, and only when nothing was recorded about
them for as long. A clinic that has chosen nothing keeps everything.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, SQLModel, col, select

from pwa.care import audit, clock, erase
from pwa.care.audit import Actor
from pwa.errors import Fault, Invalid
from pwa.store.tables import (
    Appointment,
    CheckIn,
    Clinic,
    Contact,
    CoursePlan,
    Patient,
    Report,
    Treatment,
)

YEARS = (1, 2, 3, 5, 6, 7, 8, 10, 15, 20, 25, 30)
AT_ONCE = 50
_LAST: tuple[Any, ...] = (CheckIn, Report, Treatment, Appointment, Contact)


def choose(s: Session, clinic: Clinic, years: int | None) -> None:
    """Keep for so many years, or for good. Invalid for a number that is not on offer."""
    if years is not None and years not in YEARS:
        raise Invalid([Fault("keep_years", f"must be one of {', '.join(map(str, YEARS))}")])
    clinic.keep_years = years
    s.add(clinic)


def limit(clinic: Clinic) -> date | None:
    """Whoever has nothing on record since this day is past the time; None when all is kept."""
    if clinic.keep_years is None:
        return None
    today = clock.today(clinic.timezone)
    leap = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year - clinic.keep_years, day=28 if leap else today.day)


def over(s: Session, clinic: Clinic, after: str = "", only: str | None = None) -> Sequence[Patient]:
    """Patients past the time, by id, some at once; `after` is the last id seen before."""
    before = limit(clinic)
    if before is None:
        return []
    chosen = select(Patient).where(
        Patient.clinic_id == clinic.id,
        col(Patient.id) > after,
        col(Patient.archived_at) < _moment(before),
        *(_nothing_since(table, table.on, before) for table in _LAST),
        _nothing_since(CoursePlan, CoursePlan.starts_on, before),
    )
    if only:
        chosen = chosen.where(Patient.id == only)
    return s.exec(chosen.order_by(Patient.id).limit(AT_ONCE)).all()


def rows_of(s: Session, clinic: Clinic, patients: Sequence[Patient]) -> dict[str, int]:
    """How many rows of each table are about these patients, without tables that have none."""
    ids = [patient.id for patient in patients]
    counts = {"patient": len(ids)}
    for table in SQLModel.metadata.sorted_tables:
        if "patient_id" in table.columns:
            mine = (table.c.clinic_id == clinic.id, table.c.patient_id.in_(ids))
            counts[table.name] = s.execute(
                select(func.count()).select_from(table).where(*mine)
            ).scalar_one()
    return {name: count for name, count in counts.items() if count}


def erase_one(s: Session, clinic: Clinic, patient_id: str) -> bool:
    """Erase a patient who is past the time still; False when that has changed meanwhile."""
    found = over(s, clinic, only=patient_id)
    for patient in found:
        erase.erase(s, patient)
        audit.record(s, Actor("cli", None, clinic.id), "patient.erased", patient_id)
    return bool(found)


def _nothing_since(table: Any, on: Any, day: date) -> Any:
    mine = (table.clinic_id == Patient.clinic_id, table.patient_id == Patient.id)
    return ~select(table.id).where(*mine, col(on) >= day).exists()


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=clock.now().tzinfo)
