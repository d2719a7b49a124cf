"""Codes of an authenticator app (RFC 6238): six digits, of this half minute or one beside it.

The secret lies in the database sealed with a key that is made from the server's secret key, for its
owner only: a copy of the database opens nothing, and a copy of the row is of no use to another.
"""

import hmac
import os
from base64 import b64decode, b64encode

import pyotp
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, update

from pwa.care import clock
from pwa.errors import Fault, Invalid
from pwa.store.tables import Staff

STEP_SECONDS = 30
STEPS_BESIDE = 1
DIGITS = 6
ISSUER = "Booster Check"
WRONG = "That code is not right. Wait for the next one, and type that."


def begin(s: Session, staff: Staff, key: str) -> str:
    """A new secret, which counts when a code of it was given; its address for the app's camera."""
    secret = pyotp.random_base32()
    _write(s, staff, totp_secret=_sealed(key, staff, secret), totp_confirmed_at=None)
    return _uri(staff, secret)


def address(staff: Staff, key: str) -> str | None:
    """The secret's address again, until the first code was given."""
    if staff.totp_secret is None or staff.totp_confirmed_at is not None:
        return None
    secret = _opened(key, staff)
    return secret and _uri(staff, secret)


def secret_of(uri: str) -> str:
    """The secret of an address, for whoever types it."""
    return pyotp.parse_uri(uri).secret


def confirm(s: Session, staff: Staff, key: str, code: str) -> None:
    """Take the first code; from now on codes are asked for. Invalid when it does not fit."""
    if not _take(s, staff, key, code):
        raise Invalid([Fault("code", WRONG)])
    _write(s, staff, totp_confirmed_at=clock.now())


def is_on(staff: Staff) -> bool:
    return staff.totp_confirmed_at is not None


def is_code(typed: str) -> bool:
    """Whether it looks like a code: no password is that short."""
    digits = typed.replace(" ", "")
    return len(digits) == DIGITS and digits.isascii() and digits.isdigit()


def take(s: Session, staff: Staff, key: str, code: str) -> bool:
    """Whether a code is right and nobody has used it. It is used up, even among processes."""
    return is_on(staff) and _take(s, staff, key, code)


def remove(s: Session, staff: Staff) -> None:
    """Ask for codes no more."""
    _write(s, staff, totp_secret=None, totp_last=None, totp_confirmed_at=None)


def _take(s: Session, staff: Staff, key: str, code: str) -> bool:
    step = _step_of(_opened(key, staff), code.replace(" ", ""))
    if step is None:
        return False
    unused = or_(col(Staff.totp_last).is_(None), col(Staff.totp_last) < step)
    statement = update(Staff).where(*_is(staff), unused).values(totp_last=step)
    return s.connection().execute(statement.returning(col(Staff.id))).first() is not None


def _step_of(secret: str | None, code: str) -> int | None:
    """The half minute that a code belongs to, if it is one of those that may be given now."""
    if secret is None:
        return None
    totp, now = pyotp.TOTP(secret), int(clock.now().timestamp()) // STEP_SECONDS
    for step in range(now - STEPS_BESIDE, now + STEPS_BESIDE + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), code.encode()):
            return step
    return None


def _uri(staff: Staff, secret: str) -> str:
    return pyotp.TOTP(secret).provisioning_uri(name=staff.email, issuer_name=ISSUER)


def _write(s: Session, staff: Staff, **values: object) -> None:
    s.connection().execute(update(Staff).where(*_is(staff)).values(**values))


def _is(staff: Staff) -> tuple[ColumnElement[bool], ...]:
    return col(Staff.clinic_id) == staff.clinic_id, col(Staff.id) == staff.id


def _sealed(key: str, staff: Staff, secret: str) -> str:
    nonce = os.urandom(12)
    return b64encode(nonce + _box(key).encrypt(nonce, secret.encode(), _whose(staff))).decode()


def _opened(key: str, staff: Staff) -> str | None:
    """None where the server's key is another one by now: then a new secret is needed."""
    raw = b64decode(staff.totp_secret or "")
    try:
        return _box(key).decrypt(raw[:12], raw[12:], _whose(staff)).decode() if raw else None
    except InvalidTag:
        return None


def _whose(staff: Staff) -> bytes:
    return f"{staff.clinic_id}/{staff.id}".encode()


def _box(key: str) -> AESGCM:
    derived = HKDF(SHA256(), 32, salt=None, info=b"booster-staff-totp").derive(key.encode())
    return AESGCM(derived)
