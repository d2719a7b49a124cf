"""What lets no program in any more is deleted."""

from sqlmodel import Session, col, delete

from pwa.care import clock
from pwa.store.tables import AccessToken, SpentAssertion


def delete_of(s: Session, clinic_id: str) -> None:
    """A clinic's tokens that have ended, and the ids of assertions that would be refused anyway."""
    now = clock.now()
    for table in (AccessToken, SpentAssertion):
        over = (col(table.clinic_id) == clinic_id, col(table.expires_at) < now)
        s.exec(delete(table).where(*over))
