"""How a patient is reached: push subscriptions of paired phones, then e-mail."""

import binascii
from base64 import urlsafe_b64decode
from hashlib import sha256
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, select

from pwa.care import clock
from pwa.care.pairing import Caller
from pwa.care.reminders import wishes
from pwa.errors import Fault, Invalid
from pwa.store.tables import Clinic, Device, Patient, PushSubscription, new_id

LONGEST_ENDPOINT = 1000
TIRED_AFTER = 5  # failures in a row: then staff are told, though it is still tried


class Channels(NamedTuple):
    """What there is to reach one patient; `email` is the address, if it may be used."""

    push: list[PushSubscription]
    email: str | None

    @property
    def reach(self) -> bool:
        return bool(self.email) or any(one.failures < TIRED_AFTER for one in self.push)


NONE = Channels([], None)


def of(s: Session, patient: Patient, clinic: Clinic) -> Channels:
    """The channels of a patient; none without a paired phone, for there is nothing to open."""
    found = s.exec(
        select(Device, PushSubscription)
        .outerjoin(PushSubscription, _live_of_device())
        .where(
            Device.clinic_id == patient.clinic_id,
            Device.patient_id == patient.id,
            col(Device.revoked_at).is_(None),
        )
    ).all()
    if not found:
        return NONE
    return Channels([push for _, push in found if push is not None], address(patient, clinic))


def address(patient: Patient, clinic: Clinic) -> str | None:
    """Where an e-mail may go: both sides have to wish for it."""
    wished = wishes.of_clinic(clinic).email and wishes.of(patient, clinic).email
    return patient.email or None if wished else None


def has_push(s: Session, caller: Caller) -> bool:
    """Whether this very phone has a live subscription."""
    return any(row.gone_at is None for row in _of_device(s, caller.device))


def subscribe(s: Session, caller: Caller, endpoint: str, p256dh: str, auth: str) -> None:
    """The phone's subscription, new or still there. Any other one of this phone is gone."""
    _check(endpoint, p256dh, auth)
    for row in _of_device(s, caller.device):
        if row.endpoint != endpoint:
            gone(s, row)
    row = _by_endpoint(s, caller.clinic.id, endpoint) or PushSubscription(
        clinic_id=caller.clinic.id, id=new_id(), endpoint=endpoint, created_at=clock.now()
    )  # type: ignore[call-arg]  # the rest follows
    row.endpoint_hash = _hashed(endpoint)
    # A phone may have been paired with another patient since.
    row.patient_id, row.device_id = caller.patient.id, caller.device.id
    row.p256dh, row.auth = p256dh, auth
    row.confirmed_at, row.gone_at, row.failures = clock.now(), None, 0
    s.add(row)
    s.flush()


def unsubscribe(s: Session, caller: Caller) -> None:
    """The phone wants no more notifications."""
    for row in _of_device(s, caller.device):
        gone(s, row)


def gone(s: Session, row: PushSubscription) -> None:
    """The push service does not know it any more, or the phone gave it up."""
    row.gone_at = row.gone_at or clock.now()
    s.add(row)
    s.flush()


def note(s: Session, row: PushSubscription, delivered: bool, is_gone: bool) -> None:
    """What became of a push. The row may have changed while it was under way."""
    now = s.get(PushSubscription, (row.clinic_id, row.id), populate_existing=True)
    if now is None or now.endpoint != row.endpoint:
        return
    if is_gone:
        gone(s, now)
    else:
        now.failures = 0 if delivered else now.failures + 1
        s.add(now)
        s.flush()


def _live_of_device() -> ColumnElement[bool]:
    return and_(
        col(PushSubscription.clinic_id) == col(Device.clinic_id),
        col(PushSubscription.device_id) == col(Device.id),
        col(PushSubscription.gone_at).is_(None),
    )


def _of_device(s: Session, device: Device) -> list[PushSubscription]:
    return list(
        s.exec(
            select(PushSubscription).where(
                PushSubscription.clinic_id == device.clinic_id,
                PushSubscription.device_id == device.id,
            )
        )
    )


def _by_endpoint(s: Session, clinic_id: str, endpoint: str) -> PushSubscription | None:
    return s.exec(
        select(PushSubscription).where(
            PushSubscription.clinic_id == clinic_id,
            PushSubscription.endpoint_hash == _hashed(endpoint),
        )
    ).first()


def _hashed(endpoint: str) -> str:
    # Nobody guesses one: it needs no secret to hide it.
    return sha256(endpoint.encode()).hexdigest()


def _check(endpoint: str, p256dh: str, auth: str) -> None:
    faults = []
    if not 0 < len(endpoint) <= LONGEST_ENDPOINT:
        faults.append(Fault("endpoint", f"must have 1 to {LONGEST_ENDPOINT} characters"))
    if not _is_point(p256dh):
        faults.append(Fault("keys.p256dh", "must be a point on P-256, base64url"))
    if len(_bytes(auth)) != 16:
        faults.append(Fault("keys.auth", "must be 16 bytes, base64url"))
    if faults:
        raise Invalid(faults)


def _is_point(text: str) -> bool:
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(text))
    except ValueError:
        return False
    return True


def _bytes(text: str) -> bytes:
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""
