"""Passwords: argon2id, and the same answer in the same time for every reason to refuse."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlmodel import Session, select

from pwa.errors import Forbidden
from pwa.store import directory
from pwa.store.tables import Staff

SHORTEST = 12
LONGEST = 500
HASHER = PasswordHasher()


def hashed(password: str) -> str:
    """The argon2id hash of a password, with its parameters."""
    return HASHER.hash(password)


def matches(password_hash: str, password: str) -> bool:
    """Takes about a twentieth of a second: don't hold a lock meanwhile."""
    try:
        return HASHER.verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def account(s: Session, email: str) -> Staff | None:
    """Whose email it is, whatever the password; the session is in their clinic then."""
    clinic_id = directory.enter_by(s, "staff", tidy(email))
    mine = (Staff.clinic_id == clinic_id, Staff.email == tidy(email))
    return s.exec(select(Staff).where(*mine)).first() if clinic_id else None


def authenticate(s: Session, email: str, password: str) -> Staff:
    """The member of staff with this email and password; Forbidden says the same for every reason.

    An unknown account costs the same time: its password is checked against a hash of nothing.
    """
    unknown = _hash_of_nothing()
    staff = account(s, email)
    right = matches(staff.password_hash if staff else unknown, password)
    if staff is None or staff.disabled_at is not None or not right:
        raise Forbidden("The email or the password is not right.")
    return staff


def tidy(email: str) -> str:
    return email.strip().lower()


@cache
def _hash_of_nothing() -> str:
    return hashed(secrets.token_urlsafe())
