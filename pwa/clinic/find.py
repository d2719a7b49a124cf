"""Every look-up goes through the clinic: another clinic's id is answered like an unknown one."""

from typing import TypeVar

from flask import abort, g

from pwa.clinic import trail
from pwa.store.tables import Owned, Patient
from pwa.web.session import current_session

Row = TypeVar("Row", bound=Owned)


def own(table: type[Row], row_id: str) -> Row:
    """The clinic's row with this id, or 404. A removed row is not there any more."""
    row = current_session().get(table, {"clinic_id": g.clinic_id, "id": row_id})
    if row is None or getattr(row, "removed_at", None) is not None:
        abort(404)
    return row


def own_patient(patient_id: str) -> Patient:
    """The clinic's patient with this id, or 404. Whoever looks one up is on record for it."""
    patient = own(Patient, patient_id)
    trail.seen(patient.id)
    return patient
