"""Sessions are rows, so they can be listed and ended; a cookie holds a token, the row its hash."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select, update

from pwa.care import clock
from pwa.care.staff import tries
from pwa.store.db import enter
from pwa.store.tables import Staff, StaffSession

IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=12)
FRESH = timedelta(minutes=5)
TOUCH_EVERY = timedelta(seconds=30)
LISTED = 50


def begin(s: Session, staff: Staff, user_agent: str, address: str, method: str) -> str:
    """Open a session and return the cookie's value, which is kept nowhere else.

    `method` is how they signed in: password, totp, recovery or passkey.
    """
    token, now = secrets.token_urlsafe(32), clock.now()
    tries.forgive(s, staff.email, address)
    s.add(
        StaffSession(
            clinic_id=staff.clinic_id,
            staff_id=staff.id,
            token_hash=_hash(token),
            created_at=now,
            seen_at=now,
            verified_at=now,
            expires_at=now + ABSOLUTE,
            user_agent=user_agent[:200],
            method=method,
        )
    )
    return f"{staff.clinic_id}.{token}"


def current(s: Session, cookie_value: str | None) -> tuple[Staff, StaffSession] | None:
    """Who holds this cookie, while the session lives. Only reads."""
    found = resting(s, cookie_value)
    return found if found and _live(found[1]) else None


def resting(s: Session, cookie_value: str | None) -> tuple[Staff, StaffSession] | None:
    """The same for a session that is locked or idle, too: with a proof it can go on."""
    clinic_id, _, token = (cookie_value or "").partition(".")
    if not token:
        return None
    enter(s, clinic_id)
    found = s.exec(
        select(Staff, StaffSession)
        .where(StaffSession.clinic_id == clinic_id, StaffSession.token_hash == _hash(token))
        .where(Staff.clinic_id == clinic_id, Staff.id == StaffSession.staff_id)
    ).first()
    if found is None or found[0].disabled_at is not None or _over(found[1]):
        return None
    return found[0], found[1]


def is_due(session: StaffSession) -> bool:
    """Whether it is time to note again that the session is in use; twice a minute is enough."""
    return clock.now() - session.seen_at >= TOUCH_EVERY


def touch(s: Session, session: StaffSession) -> None:
    """Note that the session is in use now."""
    _write(s, session, seen_at=clock.now())


def is_fresh(session: StaffSession) -> bool:
    """Whether they proved who they are within the last five minutes."""
    return session.verified_at is not None and clock.now() - session.verified_at < FRESH


def freshen(s: Session, session: StaffSession) -> None:
    """They have just proved it again; a locked or idle session is open again."""
    now = clock.now()
    _write(s, session, seen_at=now, verified_at=now, locked_at=None)


def lock(s: Session, session: StaffSession) -> None:
    """Nothing opens with it until who holds it has proved again who they are."""
    _write(s, session, locked_at=clock.now(), verified_at=None)


def list_for(s: Session, staff: Staff) -> list[StaffSession]:
    """The sessions of a member of staff that still live, last used first."""
    rows = s.exec(
        select(StaffSession)
        .where(*_of(staff), StaffSession.expires_at > clock.now())
        .order_by(col(StaffSession.seen_at).desc())
        .limit(LISTED)
    )
    return [row for row in rows if _live(row)]


def revoke(s: Session, session: StaffSession) -> None:
    """End a session: its cookie opens nothing from the next request on. Also what sign-out does."""
    session.revoked_at = session.revoked_at or clock.now()
    s.add(session)


def revoke_all(s: Session, staff: Staff, but: StaffSession | None = None) -> None:
    """End all sessions of a member of staff, but one where that is given."""
    others = (col(StaffSession.id) != but.id,) if but else ()
    s.exec(update(StaffSession).where(*_of(staff), *others).values(revoked_at=clock.now()))


def _of(staff: Staff) -> tuple[ColumnElement[bool], ...]:
    return (
        col(StaffSession.clinic_id) == staff.clinic_id,
        col(StaffSession.staff_id) == staff.id,
        col(StaffSession.revoked_at).is_(None),
    )


def _over(session: StaffSession) -> bool:
    return session.revoked_at is not None or clock.now() >= session.expires_at


def _live(session: StaffSession) -> bool:
    return session.locked_at is None and clock.now() < session.seen_at + IDLE


def _write(s: Session, session: StaffSession, **values: object) -> None:
    mine = (col(StaffSession.clinic_id) == session.clinic_id, col(StaffSession.id) == session.id)
    s.exec(update(StaffSession).where(*mine).values(**values))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
