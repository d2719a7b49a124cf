"""What is over is deleted: sessions, answered challenges, attempts to sign in, old invites."""

from datetime import timedelta

from sqlmodel import Session, col, delete

from pwa.care import clock
from pwa.care.staff.tries import WINDOW
from pwa.store import directory
from pwa.store.tables import SignInAttempt, SignInChallenge, StaffInvite, StaffSession

# The trail says who signed in and when; these rows only let somebody in.
SESSIONS_KEPT = timedelta(days=1)
INVITES_KEPT = timedelta(days=30)


def delete_all(s: Session) -> None:
    """Delete what opens nothing any more, and is no clinic's."""
    now = clock.now()
    directory.tidy(s, now)
    s.exec(delete(SignInChallenge).where(col(SignInChallenge.expires_at) < now))
    s.exec(delete(SignInAttempt).where(col(SignInAttempt.at) <= now - WINDOW))


def delete_of(s: Session, clinic_id: str) -> None:
    """The same of a clinic."""
    now = clock.now()
    for table, kept in ((StaffSession, SESSIONS_KEPT), (StaffInvite, INVITES_KEPT)):
        old = (col(table.clinic_id) == clinic_id, col(table.expires_at) < now - kept)
        s.exec(delete(table).where(*old))
