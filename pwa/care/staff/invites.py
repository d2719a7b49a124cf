"""Inviting staff by a link that works once, for three days. The database holds its hash."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, select, update

from pwa.care import clock, enrol, roles, tokens
from pwa.care.checks import Checks
from pwa.care.staff import open_links, people, sessions
from pwa.care.staff.open_links import usable
from pwa.errors import Conflict, Expired
from pwa.store import directory
from pwa.store.tables import Staff, StaffInvite

VALID = timedelta(hours=72)
LISTED = 50
OVER = "This link has been used, was withdrawn, or is older than three days. Ask for a new one."


class Made(NamedTuple):
    """The invite, and the token that is kept nowhere else."""

    invite: StaffInvite
    token: str


def make(s: Session, by: Staff, email: str, name: str, role: str) -> Made:
    """Invite somebody to the clinic of whoever invites; an older open link to them ends."""
    email = email.strip().lower()
    checks = Checks()
    checks.email(email)
    checks.filled("name", name)
    if role not in roles.ROLES:
        checks.fault("role", "must be one of the roles")
    checks.finish()
    ours = select(Staff.id).where(Staff.clinic_id == by.clinic_id, Staff.email == email)
    if s.exec(ours).first():
        raise Conflict("They are on the list of your staff already.")
    return _made(s, by, email, name.strip(), role)


def make_new_link(s: Session, by: Staff, staff: Staff) -> Made:
    """A link for a member of staff with which they choose a new password."""
    return _made(s, by, staff.email, staff.name, staff.role)


def open_of(s: Session, clinic_id: str) -> list[StaffInvite]:
    """Those that can still be used, newest first."""
    mine = select(StaffInvite).where(StaffInvite.clinic_id == clinic_id, *usable())
    return list(s.exec(mine.order_by(col(StaffInvite.created_at).desc()).limit(LISTED)))


def find(s: Session, token: str) -> StaffInvite:
    """The invite of a link; Expired when it can't be used."""
    clinic_id = directory.enter_by(s, "staff-invite", _hash(token))
    wanted = (StaffInvite.clinic_id == clinic_id, StaffInvite.token_hash == _hash(token))
    found = s.exec(select(StaffInvite).where(*wanted, *usable())).first() if clinic_id else None
    if found is None:
        raise Expired(OVER)
    return found


def redeem(s: Session, token: str, password: str) -> Staff:
    """The new member of staff, or, for a link to one who is there, the one with a new password.

    Expired as in `find`; Invalid for the password; Conflict when another clinic has the email.
    """
    invite = find(s, token)
    _use_up(s, invite, clock.now())
    staff = _of_email(s, invite)
    if staff is None:
        facts = (invite.clinic_id, invite.email, invite.name, password, invite.role)
        staff = enrol.add_staff(s, *facts)
    else:
        people.set_password(s, staff, password)
        sessions.revoke_all(s, staff)
    return staff


def withdraw(s: Session, invite: StaffInvite) -> None:
    invite.revoked_at = invite.revoked_at or clock.now()
    s.add(invite)


def _made(s: Session, by: Staff, email: str, name: str, role: str) -> Made:
    now, token = clock.now(), tokens.new_token()
    open_links.end_all(s, by.clinic_id, email)
    invite = StaffInvite(
        clinic_id=by.clinic_id,
        email=email,
        name=name,
        role=role,
        token_hash=_hash(token),
        created_by=by.id,
        created_at=now,
        expires_at=now + VALID,
    )
    s.add(invite)
    s.flush()
    directory.put(s, "staff-invite", invite.token_hash, by.clinic_id, invite.expires_at)
    return Made(invite, token)


def _of_email(s: Session, invite: StaffInvite) -> Staff | None:
    mine = select(Staff).where(Staff.clinic_id == invite.clinic_id, Staff.email == invite.email)
    return s.exec(mine.where(col(Staff.disabled_at).is_(None))).first()


def _use_up(s: Session, invite: StaffInvite, now: datetime) -> None:
    """Of two who press at the same time only one gets through."""
    mine = (col(StaffInvite.clinic_id) == invite.clinic_id, col(StaffInvite.id) == invite.id)
    statement = update(StaffInvite).where(*mine, *usable()).values(redeemed_at=now)
    if s.connection().execute(statement.returning(col(StaffInvite.id))).first() is None:
        raise Expired(OVER)


def _hash(token: str) -> str:
    return tokens.hashed("staff-invite", token)
