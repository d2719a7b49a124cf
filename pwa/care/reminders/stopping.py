"""The link in each e-mail that stops them. It says who, signed, so it works however old it is."""

from itsdangerous import BadSignature, URLSafeSerializer
from sqlmodel import Session, col, select

from pwa.care.reminders import wishes
from pwa.errors import NotFound
from pwa.languages import mark
from pwa.store.db import enter
from pwa.store.tables import Patient

_NOT_OURS = mark("This link is not complete. Copy all of it.")


def link(url: str, secret_key: str, patient: Patient) -> str:
    return f"{url}/app/stop/{_serializer(secret_key).dumps([patient.clinic_id, patient.id])}"


def stop(s: Session, secret_key: str, token: str) -> None:
    """No more e-mails to the patient of this link; NotFound for a link that we did not make."""
    try:
        clinic_id, patient_id = _serializer(secret_key).loads(token)
    except (BadSignature, ValueError, TypeError):
        raise NotFound(_NOT_OURS) from None
    enter(s, clinic_id)
    patient = s.exec(
        select(Patient).where(Patient.clinic_id == clinic_id, col(Patient.id) == patient_id)
    ).first()
    if patient is not None:
        wishes.stop_email(s, patient)


def _serializer(secret_key: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret_key, salt="stop e-mails")
