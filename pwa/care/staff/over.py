"""What is over is deleted: sessions, answered challenges, attempts to sign in, old invites."""

from datetime import timedelta

from sqlmodel import Session, col, delete

from pwa.care import clock
from pwa.care.staff.tries import WINDOW
from pwa.store.tables import SignInAttempt, SignInChallenge, StaffInvite, StaffSession

# The trail says who signed in and when; these rows only let somebody in.
SESSIONS_KEPT = timedelta(days=1)
INVITES_KEPT = timedelta(days=30)


def delete_all(s: Session) -> None:
    """Delete what opens nothing any more."""
    now = clock.now()
    s.exec(delete(StaffSession).where(col(StaffSession.expires_at) < now - SESSIONS_KEPT))
    s.exec(delete(SignInChallenge).where(col(SignInChallenge.expires_at) < now))
    s.exec(delete(SignInAttempt).where(col(SignInAttempt.at) <= now - WINDOW))
    s.exec(delete(StaffInvite).where(col(StaffInvite.expires_at) < now - INVITES_KEPT))
