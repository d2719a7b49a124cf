"""Erasure: a patient may ask for it, and staff carry it out. Nothing of the patient stays."""

from sqlalchemy import delete
from sqlmodel import Session, SQLModel, col, select

from pwa.care import clock
from pwa.store.tables import Clinic, Patient


def ask(s: Session, patient: Patient) -> None:
    """The patient asks for it. Nothing is deleted yet, and staff see it."""
    patient.deletion_asked_at = patient.deletion_asked_at or clock.now()
    s.add(patient)


def withdraw(s: Session, patient: Patient) -> None:
    """The patient has thought better of it, or staff have settled it with them."""
    patient.deletion_asked_at = None
    s.add(patient)


def waiting(s: Session, clinic: Clinic, limit: int) -> list[Patient]:
    """Patients who asked for it, the longest waiting first; so many at most."""
    asked = col(Patient.deletion_asked_at)
    chosen = select(Patient).where(Patient.clinic_id == clinic.id, asked.is_not(None))
    return list(s.exec(chosen.order_by(asked).limit(limit)))


def erase(s: Session, patient: Patient) -> None:
    """Every row about the patient goes, from whichever table; then the patient."""
    s.flush()
    for table in reversed(SQLModel.metadata.sorted_tables):
        if "patient_id" in table.columns:
            mine = (table.c.clinic_id == patient.clinic_id, table.c.patient_id == patient.id)
            s.execute(delete(table).where(*mine))
    s.delete(patient)
    s.flush()
