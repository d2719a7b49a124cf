"""How tables belong together: always within one clinic."""

from typing import Any

from sqlalchemy import ColumnElement, and_
from sqlmodel import col

from pwa.store.tables import Patient


def patient_of(table: Any) -> ColumnElement[bool]:
    """The patient that a row of the table is about."""
    return and_(col(Patient.clinic_id) == table.clinic_id, col(Patient.id) == table.patient_id)
