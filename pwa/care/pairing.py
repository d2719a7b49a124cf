"""Pairing a phone: an invite is redeemed once and becomes a device that stays signed in.

Raw tokens and codes are given out once and kept nowhere; the rows hold hashes.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import update
from sqlmodel import Session, col, or_, select

from pwa.care import clock, tokens
from pwa.errors import Expired, NotFound
from pwa.languages import mark
from pwa.store import directory
from pwa.store.db import enter
from pwa.store.joins import of_phone
from pwa.store.tables import Clinic, Device, Invite, Patient

VALID = {"clinic": timedelta(minutes=15), "message": timedelta(hours=72)}
LONGEST_LABEL = 100
REMEMBERED = timedelta(days=30)  # what was a link is known as one for so long
TOUCH_EVERY = timedelta(hours=1)
_NOT_OPEN = mark("This code does not open anything. Check it, or ask your clinic for a new one.")
_USED = mark("This link was used already, or its time is over. Ask your clinic for a new one.")


class NewInvite(NamedTuple):
    """The only place where the raw token and code of an invite exist."""

    token: str
    code: str
    expires_at: datetime


class NewDevice(NamedTuple):
    """A paired phone, and its cookie's value, which exists nowhere else."""

    device: Device
    cookie_value: str


class Caller(NamedTuple):
    """Who is at the phone's door."""

    device: Device
    patient: Patient
    clinic: Clinic


def make_invite(s: Session, patient: Patient, by: str, valid: str = "clinic") -> NewInvite:
    """An invite for 15 minutes ("clinic") or 72 hours ("message")."""
    token, code, now = tokens.new_token(), tokens.new_code(), clock.now()
    invite = Invite(
        clinic_id=patient.clinic_id,
        patient_id=patient.id,
        token_hash=tokens.hashed("token", token),
        code_hash=tokens.hashed("code", code),
        created_at=now,
        expires_at=now + VALID[valid],
        created_by=by,
    )
    s.add(invite)
    s.flush()
    for kind, key in (("invite", invite.token_hash), ("code", invite.code_hash)):
        directory.put(s, kind, key, patient.clinic_id, now + REMEMBERED)
    return NewInvite(token, tokens.written(code), invite.expires_at)


def is_code(secret: str) -> bool:
    """Whether it is a code that was typed (a token is far longer)."""
    return len(tokens.letters(secret)) <= tokens.CODE_LENGTH


def redeem(s: Session, token_or_code: str, label: str = "") -> NewDevice:
    """Pair a phone. Of two that redeem at once, exactly one wins.

    NotFound for what opens nothing, a used code included; Expired for a real link that is used up.
    """
    now = clock.now()
    token_hash = tokens.hashed("token", token_or_code.strip())
    code_hash = tokens.hashed("code", tokens.letters(token_or_code))
    clinic_id = directory.enter_by(s, "invite", token_hash)
    clinic_id = clinic_id or directory.enter_by(s, "code", code_hash)
    if clinic_id is None:
        raise NotFound(_NOT_OPEN)
    invite = s.execute(
        update(Invite)
        .where(
            col(Invite.clinic_id) == clinic_id,
            or_(col(Invite.token_hash) == token_hash, col(Invite.code_hash) == code_hash),
            col(Invite.redeemed_at).is_(None),
            col(Invite.expires_at) > now,
        )
        .values(redeemed_at=now)
        .returning(col(Invite.clinic_id), col(Invite.patient_id))
    ).first()
    patient = s.get(Patient, tuple(invite)) if invite else None
    if patient is None or patient.archived_at is not None:
        raise _why_not(s, clinic_id, token_hash)
    return _admit(s, patient, label, now)


def caller_of(s: Session, cookie_value: str | None) -> Caller | None:
    """The phone with this cookie, its patient and clinic; None when revoked or unknown."""
    key = tokens.key_of(cookie_value)
    if key is None:
        return None
    enter(s, key["clinic"])
    found = s.execute(_CALLER, key).first()
    return Caller(*found) if found else None


# Every request of a phone asks this, so it is built once.
_CALLER = of_phone(Device, Patient, Clinic)


def device_of(s: Session, cookie_value: str | None) -> Device | None:
    """The device with this cookie, unless it was revoked or its patient has left."""
    caller = caller_of(s, cookie_value)
    return caller.device if caller else None


def devices_of(s: Session, patient: Patient) -> list[Device]:
    """The phones that may still come in, the newest first."""
    chosen = select(Device).where(
        Device.clinic_id == patient.clinic_id,
        Device.patient_id == patient.id,
        col(Device.revoked_at).is_(None),
    )
    return list(s.exec(chosen.order_by(col(Device.created_at).desc())))


def revoke(s: Session, device: Device) -> None:
    """Its cookie opens nothing from the next request on."""
    device.revoked_at = device.revoked_at or clock.now()
    s.add(device)
    s.flush()


def is_due(device: Device) -> bool:
    """Whether it is time to note again that the phone was seen; once an hour is enough."""
    return clock.now() - device.seen_at >= TOUCH_EVERY


def touch(s: Session, device: Device) -> None:
    """Note that the phone was seen now."""
    device.seen_at = clock.now()
    s.add(device)
    s.flush()


def _admit(s: Session, patient: Patient, label: str, now: datetime) -> NewDevice:
    token = tokens.new_token()
    device = Device(
        clinic_id=patient.clinic_id,
        patient_id=patient.id,
        token_hash=tokens.hashed("device", token),
        label=label.strip()[:LONGEST_LABEL].encode("utf-8", "ignore").decode(),
        created_at=now,
        seen_at=now,
    )
    s.add(device)
    s.flush()
    return NewDevice(device, f"{patient.clinic_id}.{token}")


def _why_not(s: Session, clinic_id: str, token_hash: str) -> Expired | NotFound:
    # Only who holds a real link may learn that it existed; a code can be guessed.
    wanted = (Invite.clinic_id == clinic_id, Invite.token_hash == token_hash)
    known = s.exec(select(Invite.id).where(*wanted)).first()
    return Expired(_USED) if known else NotFound(_NOT_OPEN)
