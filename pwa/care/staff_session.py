"""Who of the staff is signed in: passwords, a limit on guessing, sessions as rows.

The door calls `admit` and commits, then `authenticate`, which only reads because a hash takes long
and must not hold up those who write, then `open_session`, and commits again. A second factor or a
passkey belongs between the last two: until it is given, no session is opened.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlmodel import Session, col, delete, select, update

from pwa.care import clock
from pwa.errors import Forbidden, TooMany
from pwa.store.tables import SignInAttempt, Staff, StaffSession

IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=12)
TOUCH_EVERY = timedelta(seconds=30)
WINDOW = timedelta(minutes=15)
TRIES = {"account": 10, "address": 50}
LISTED = 50
PASSWORDS = PasswordHasher()


def hash_password(password: str) -> str:
    """The argon2id hash of a password, with its parameters."""
    return PASSWORDS.hash(password)


def admit(s: Session, email: str, address: str) -> None:
    """Note an attempt for the account and the address; TooMany says in how many minutes to return.

    The row is written before the others are read, so that two processes can't both be the last.
    """
    now = clock.now()
    s.exec(delete(SignInAttempt).where(col(SignInAttempt.at) <= now - WINDOW))
    for key, tries in _keys(email, address):
        s.add(SignInAttempt(key_hash=key, at=now))
        s.flush()
        _refuse_if_full(s, key, tries, now)


def authenticate(s: Session, email: str, password: str) -> Staff:
    """The member of staff with this email and password; Forbidden says the same for every reason.

    An unknown account costs the same time: its password is checked against a hash of nothing.
    """
    unknown = _hash_of_nothing()
    staff = s.exec(select(Staff).where(Staff.email == _tidy(email))).first()
    right = _matches(staff.password_hash if staff else unknown, password)
    if staff is None or staff.disabled_at is not None or not right:
        raise Forbidden("The email or the password is not right.")
    return staff


def open_session(s: Session, staff: Staff, user_agent: str, address: str) -> str:
    """Open a session and return the cookie's value, which is kept nowhere else."""
    token, now = secrets.token_urlsafe(32), clock.now()
    _forgive(s, staff.email, address)
    s.add(
        StaffSession(
            clinic_id=staff.clinic_id,
            staff_id=staff.id,
            token_hash=_hash(token),
            created_at=now,
            seen_at=now,
            expires_at=now + ABSOLUTE,
            user_agent=user_agent[:200],
        )
    )
    return f"{staff.clinic_id}.{token}"


def current(s: Session, cookie_value: str | None) -> tuple[Staff, StaffSession] | None:
    """Who holds this cookie, while the session lives. Only reads."""
    clinic_id, _, token = (cookie_value or "").partition(".")
    if not token:
        return None
    found = s.exec(
        select(Staff, StaffSession)
        .where(StaffSession.clinic_id == clinic_id, StaffSession.token_hash == _hash(token))
        .where(Staff.clinic_id == clinic_id, Staff.id == StaffSession.staff_id)
    ).first()
    if found is None or found[0].disabled_at is not None or not _live(found[1]):
        return None
    return found[0], found[1]


def is_due(session: StaffSession) -> bool:
    """Whether it is time to note again that the session is in use; twice a minute is enough."""
    return clock.now() - session.seen_at >= TOUCH_EVERY


def touch(s: Session, session: StaffSession) -> None:
    """Note that the session is in use now."""
    mine = (col(StaffSession.clinic_id) == session.clinic_id, col(StaffSession.id) == session.id)
    s.exec(update(StaffSession).where(*mine).values(seen_at=clock.now()))


def list_for(s: Session, staff: Staff) -> list[StaffSession]:
    """The sessions of a member of staff that still live, last used first."""
    rows = s.exec(
        select(StaffSession)
        .where(StaffSession.clinic_id == staff.clinic_id, StaffSession.staff_id == staff.id)
        .where(col(StaffSession.revoked_at).is_(None), StaffSession.expires_at > clock.now())
        .order_by(col(StaffSession.seen_at).desc())
        .limit(LISTED)
    )
    return [row for row in rows if _live(row)]


def revoke(s: Session, session: StaffSession) -> None:
    """End a session: its cookie opens nothing from the next request on. Also what sign-out does."""
    session.revoked_at = session.revoked_at or clock.now()
    s.add(session)


def _live(session: StaffSession) -> bool:
    now = clock.now()
    return session.revoked_at is None and now < session.expires_at and now < session.seen_at + IDLE


def _refuse_if_full(s: Session, key: str, tries: int, now: datetime) -> None:
    times = s.exec(
        select(SignInAttempt.at)
        .where(SignInAttempt.key_hash == key)
        .order_by(col(SignInAttempt.at).desc())
        .limit(tries + 1)
    ).all()
    if len(times) > tries:
        minutes = max(1, -(-(times[-1] + WINDOW - now) // timedelta(minutes=1)))
        unit = "minute" if minutes == 1 else "minutes"
        raise TooMany(f"Too many attempts to sign in. Try again in {minutes} {unit}.")


def _forgive(s: Session, email: str, address: str) -> None:
    """The account's attempts are forgotten, and the address loses the one that just succeeded."""
    (account, _), (place, _) = _keys(email, address)
    s.exec(delete(SignInAttempt).where(col(SignInAttempt.key_hash) == account))
    newest = s.exec(
        select(SignInAttempt)
        .where(SignInAttempt.key_hash == place)
        .order_by(col(SignInAttempt.at).desc())
    ).first()
    if newest:
        s.delete(newest)


def _keys(email: str, address: str) -> list[tuple[str, int]]:
    named = {"account": _tidy(email), "address": address}
    return [(_hash(f"{kind} {value}"), TRIES[kind]) for kind, value in named.items()]


def _tidy(email: str) -> str:
    return email.strip().lower()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _hash_of_nothing() -> str:
    return hash_password(secrets.token_urlsafe())


def _matches(password_hash: str, password: str) -> bool:
    try:
        return PASSWORDS.verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
