"""How tables belong together: always within one clinic."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, select
from sqlmodel import col

from pwa.store.tables import Clinic, Device, Patient


def patient_of(table: Any) -> ColumnElement[bool]:
    """The patient that a row of the table is about."""
    return and_(col(Patient.clinic_id) == table.clinic_id, col(Patient.id) == table.patient_id)


def of_phone(*wanted: Any) -> Select[Any]:
    """What is wanted of the phone with a `clinic` and a token's `hash`, its patient and its clinic.

    Nothing once the phone was revoked or the patient has left.
    """
    return (
        select(*wanted)
        .where(
            col(Device.clinic_id) == bindparam("clinic"),
            col(Device.token_hash) == bindparam("hash"),
            col(Device.revoked_at).is_(None),
        )
        .join(Patient, patient_of(Device))
        .where(col(Patient.archived_at).is_(None))
        .join(Clinic, col(Clinic.id) == Device.clinic_id)
    )
