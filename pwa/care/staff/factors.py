"""What somebody has besides a password, and whether what they give now proves who they are."""

from typing import NamedTuple

from sqlmodel import Session

from pwa.care.staff import passkeys, passwords, recovery, totp
from pwa.errors import Forbidden
from pwa.store.tables import Staff

WRONG_CODE = "That code is not right, or it was used before."
WRONG_PROOF = "That is not right."


class Factors(NamedTuple):
    """How many passkeys and unused recovery codes there are, and whether an app gives codes."""

    passkeys: int
    totp: bool
    recovery: int

    @property
    def any(self) -> bool:
        return bool(self.passkeys or self.totp)


def of(s: Session, staff: Staff) -> Factors:
    return Factors(len(passkeys.of(s, staff)), totp.is_on(staff), recovery.left(s, staff))


def second(s: Session, staff: Staff, key: str, typed: str) -> str:
    """How the second factor was given, "totp" or "recovery"; Forbidden when it is neither."""
    if totp.take(s, staff, key, typed):
        return "totp"
    if recovery.take(s, staff, typed):
        return "recovery"
    raise Forbidden(WRONG_CODE)


def again(s: Session, staff: Staff, key: str, typed: str) -> str:
    """How somebody who is signed in proved it once more: "totp" or "password"; else Forbidden.

    A code has six digits and a password at least twelve characters, so one field takes both.
    """
    if totp.is_code(typed) and totp.take(s, staff, key, typed):
        return "totp"
    if passwords.matches(staff.password_hash, typed):
        return "password"
    raise Forbidden(WRONG_PROOF)


def forget(s: Session, staff: Staff) -> None:
    """All second factors are gone, as for somebody who has lost their phone and their codes."""
    passkeys.remove_all(s, staff)
    recovery.forget(s, staff)
    totp.remove(s, staff)
