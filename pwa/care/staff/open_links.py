"""Links that staff were given and have not used yet. They end with what they were made for."""

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, update

from pwa.care import clock
from pwa.store.tables import StaffInvite


def usable() -> tuple[ColumnElement[bool], ...]:
    """The conditions on an invite whose link still opens."""
    return (
        col(StaffInvite.redeemed_at).is_(None),
        col(StaffInvite.revoked_at).is_(None),
        col(StaffInvite.expires_at) > clock.now(),
    )


def end_all(s: Session, clinic_id: str, email: str) -> None:
    """No link to this email opens anything any more."""
    theirs = (col(StaffInvite.clinic_id) == clinic_id, col(StaffInvite.email) == email)
    s.exec(update(StaffInvite).where(*theirs, *usable()).values(revoked_at=clock.now()))
