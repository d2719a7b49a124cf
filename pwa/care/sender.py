"""Who sends: what a submission needs of its phone, patient and clinic, in one light look."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session, col

from pwa.care import tokens
from pwa.care.webhooks import outbox
from pwa.store.db import enter
from pwa.store.joins import of_phone
from pwa.store.prepared import Prepared
from pwa.store.tables import Clinic, Device, Patient


class SendingPhone(NamedTuple):
    id: str


class SendingPatient(NamedTuple):
    clinic_id: str
    id: str
    timezone: str | None
    baseline: int | None
    created_at: datetime
    language: str
    changes: int


class SendersClinic(NamedTuple):
    name: str
    country: str
    timezone: str
    emergency_number: str | None
    crisis_line: str | None
    crisis_words: str | None
    words: dict[str, Any] | None


class Sender(NamedTuple):
    """Satisfies the protocols of `who`."""

    device: SendingPhone
    patient: SendingPatient
    clinic: SendersClinic


def sender_of(s: Session, cookie_value: str | None) -> Sender | None:
    """The sender with this cookie; None when it was revoked, is unknown or the patient has left."""
    key = tokens.key_of(cookie_value)
    if key is None:
        return None
    enter(s, key["clinic"])
    found = _SENDER.rows(s, key)
    if not found:
        return None
    device, tells, *rest = found[0]
    if not tells:
        outbox.keep_silent(s, key["clinic"])
    patient, clinic = rest[:_PATIENTS], rest[_PATIENTS:]
    return Sender(SendingPhone(device), SendingPatient(*patient), SendersClinic(*clinic))


_PATIENTS = len(SendingPatient._fields)
_SENDER = Prepared(
    of_phone(
        col(Device.id),
        outbox.PHONES_CLINIC_TELLS,
        *(getattr(Patient, name) for name in SendingPatient._fields),
        *(getattr(Clinic, name) for name in SendersClinic._fields),
    )
)
