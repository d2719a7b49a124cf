"""Looking patients up, and what day it is where they are."""

from datetime import date

from sqlmodel import Session, col, select

from pwa.care import clock, directory
from pwa.care.who import Who
from pwa.errors import NotFound
from pwa.store.tables import Clinic, Patient


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


def list_of(s: Session, clinic_id: str) -> list[Patient]:
    """The clinic's patients by name, without those who have left."""
    chosen = select(Patient).where(
        Patient.clinic_id == clinic_id, col(Patient.archived_at).is_(None)
    )
    return sorted(s.exec(chosen), key=directory.by_name)
