"""Looking patients up, and what day it is where they are."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from pwa.care import clock, directory
from pwa.care.who import Who
from pwa.errors import NotFound
from pwa.store.tables import CheckIn, Clinic, Patient


def timezone_of(s: Session, patient: Who) -> str:
    """The patient's own time zone, else the clinic's."""
    return patient.timezone or s.get_one(Clinic, patient.clinic_id).timezone


def today_of(s: Session, patient: Who) -> date:
    """The patient's local day."""
    return clock.today(timezone_of(s, patient))


def find(s: Session, clinic_id: str, patient_id: str) -> Patient:
    """A patient of this clinic; NotFound for an unknown one and for another clinic's alike."""
    patient = s.get(Patient, (clinic_id, patient_id))
    if patient is None:
        raise NotFound("There is no such patient.")
    return patient


def last_check_ins(s: Session, clinic_id: str, ids: Iterable[str]) -> dict[str, date]:
    """The day of each one's last check-in; without those who have none."""
    # One place in an index for each patient, however many check-ins there are.
    last = (
        select(func.max(CheckIn.on))
        .where(CheckIn.clinic_id == Patient.clinic_id, CheckIn.patient_id == Patient.id)
        .correlate(Patient)
        .scalar_subquery()
    )
    mine = (col(Patient.clinic_id) == clinic_id, col(Patient.id).in_(list(ids)))
    rows = s.execute(sa_select(col(Patient.id), last).where(*mine))
    return {patient_id: on for patient_id, on in rows if on}


def list_of(s: Session, clinic_id: str) -> list[Patient]:
    """The clinic's patients by name, without those who have left."""
    chosen = select(Patient).where(
        Patient.clinic_id == clinic_id, col(Patient.archived_at).is_(None)
    )
    return sorted(s.exec(chosen), key=directory.by_name)
