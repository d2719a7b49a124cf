"""The members of staff of a clinic: who there is, which role each has, who has left.

A clinic always keeps somebody who can look after the others.
"""

from typing import NamedTuple

from sqlmodel import Session, col, func, select

from pwa.care import clock, roles
from pwa.care.staff import factors, new_password, open_links, passwords, sessions
from pwa.errors import Conflict, Fault, Invalid
from pwa.store.tables import Clinic, Passkey, Staff, StaffSession

LISTED = 200
LAST = "At least one administrator must stay. Give somebody else that role first."


class Member(NamedTuple):
    """One of the staff, with what protects their account and when they last signed in."""

    staff: Staff
    passkeys: int
    seen_at: object  # a moment, or None


def of_clinic(s: Session, clinic_id: str) -> list[Member]:
    """All of them by name, those who have left last."""
    chosen = select(Staff).where(Staff.clinic_id == clinic_id)
    rows = s.exec(chosen.order_by(col(Staff.disabled_at), col(Staff.name)).limit(LISTED)).all()
    keys = _counted(s, clinic_id)
    seen = _last_seen(s, clinic_id)
    made = [Member(row, keys.get(row.id, 0), seen.get(row.id)) for row in rows]
    return sorted(made, key=lambda member: member.staff.disabled_at is not None)


def administrators(s: Session, clinic_id: str) -> list[Staff]:
    """Who looks after the clinic and its staff, those who have left aside."""
    live = (Staff.role == "administrator", col(Staff.disabled_at).is_(None))
    return list(s.exec(select(Staff).where(Staff.clinic_id == clinic_id, *live)))


def set_role(s: Session, staff: Staff, role: str) -> None:
    """Give another role. Conflict for the last administrator."""
    if role not in roles.ROLES:
        raise Invalid([Fault("role", f"must be one of {', '.join(roles.ROLES)}")])
    if role != "administrator":
        _keep_one(s, staff)
    staff.role = role
    s.add(staff)


def disable(s: Session, staff: Staff) -> None:
    """They have left: every session ends now, and nothing opens for them. Conflict as above."""
    _keep_one(s, staff)
    staff.disabled_at = staff.disabled_at or clock.now()
    s.add(staff)
    open_links.end_all(s, staff.clinic_id, staff.email)
    sessions.revoke_all(s, staff)


def enable(s: Session, staff: Staff) -> None:
    staff.disabled_at = None
    s.add(staff)


def reset_factors(s: Session, staff: Staff) -> None:
    """For somebody who lost phone and codes: only the password is asked, and all sessions end."""
    factors.forget(s, staff)
    sessions.revoke_all(s, staff)


def set_password(s: Session, staff: Staff, password: str) -> None:
    """A new password; Invalid when it is soon guessed. Links to choose another one end.

    Sessions stay: see `sessions.revoke_all`.
    """
    clinic = s.get_one(Clinic, staff.clinic_id)
    weak = new_password.why_not(password, (staff.name, staff.email, clinic.name))
    if weak:
        raise Invalid([Fault("password", weak)])
    staff.password_hash = passwords.hashed(password)
    s.add(staff)
    open_links.end_all(s, staff.clinic_id, staff.email)


def _keep_one(s: Session, staff: Staff) -> None:
    # One after the other: two who take the role from each other must not both be let through.
    s.exec(select(Clinic.id).where(Clinic.id == staff.clinic_id).with_for_update())
    if not any(one.id != staff.id for one in administrators(s, staff.clinic_id)):
        raise Conflict(LAST)


def _counted(s: Session, clinic_id: str) -> dict[str, int]:
    mine = (Passkey.clinic_id == clinic_id, col(Passkey.revoked_at).is_(None))
    chosen = select(Passkey.staff_id, func.count()).where(*mine).group_by(col(Passkey.staff_id))
    return dict(s.exec(chosen).all())


def _last_seen(s: Session, clinic_id: str) -> dict[str, object]:
    newest = select(StaffSession.staff_id, func.max(StaffSession.seen_at))
    mine = newest.where(StaffSession.clinic_id == clinic_id)
    return dict(s.exec(mine.group_by(col(StaffSession.staff_id))).all())
