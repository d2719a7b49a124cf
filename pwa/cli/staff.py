"""What an operator does for staff from the shell, also when nobody can sign in any more."""

from collections.abc import Callable

import click
from sqlmodel import Session

from pwa.care import audit, roles
from pwa.care.audit import Actor
from pwa.care.staff import factors, passwords, people
from pwa.cli.admin import clinic_of, staff
from pwa.cli.shell import say, session, told
from pwa.errors import Conflict, Fault, Invalid
from pwa.store.tables import Staff

__all__ = ["staff"]

_EMAIL = click.option("--email", required=True, help="As they sign in.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Answer with JSON.")


@staff.command("list")
@click.option("--clinic", default="", help="The clinic's id or name.")
@_JSON
@told
def list_staff(clinic: str, as_json: bool) -> None:
    """Who can sign in, with which role, and what protects their account."""
    with session(writes=False) as s:
        rows = [_facts(s, one.staff) for one in people.of_clinic(s, clinic_of(s, clinic).id)]
    lines = [f"{row['email']}  {row['role']}  {row['protected_by']}" for row in rows]
    say(as_json, {"staff": rows}, "\n".join(lines))


@staff.command("role")
@_EMAIL
@click.argument("role", type=click.Choice(list(roles.ROLES)))
@_JSON
@told
def set_role(email: str, role: str, as_json: bool) -> None:
    """Give another role."""
    with session() as s:
        row = _staff_of(s, email)
        before = row.role
        _may_refuse(lambda: people.set_role(s, row, role))
        _note(s, row, "staff.role-changed", before=before, after=role)
    say(as_json, {"email": row.email, "role": role}, f"{row.name} is {role} now.")


@staff.command("disable")
@_EMAIL
@_JSON
@told
def disable(email: str, as_json: bool) -> None:
    """End somebody's access at once. What they did stays on record."""
    with session() as s:
        row = _staff_of(s, email)
        _may_refuse(lambda: people.disable(s, row))
        _note(s, row, "staff.disabled")
    say(as_json, {"email": row.email, "disabled": True}, f"{row.name} can't sign in any more.")


@staff.command("enable")
@_EMAIL
@_JSON
@told
def enable(email: str, as_json: bool) -> None:
    """Let somebody sign in again."""
    with session() as s:
        row = _staff_of(s, email)
        people.enable(s, row)
        _note(s, row, "staff.enabled")
    say(as_json, {"email": row.email, "disabled": False}, f"{row.name} can sign in again.")


@staff.command("reset")
@_EMAIL
@_JSON
@told
def reset(email: str, as_json: bool) -> None:
    """Take passkeys, app and recovery codes away; the password stays. Every session ends."""
    with session() as s:
        row = _staff_of(s, email)
        people.reset_factors(s, row)
        _note(s, row, "staff.factors-reset")
    said = f"Only the password of {row.name} is asked now."
    say(as_json, {"email": row.email, "second_factor": False}, said)


def _staff_of(s: Session, email: str) -> Staff:
    found = passwords.account(s, email)
    if found is None:
        raise Invalid([Fault("email", "is not known")])
    return found


def _facts(s: Session, row: Staff) -> dict[str, str | None]:
    known = factors.of(s, row)
    ways = ["passkey"] * bool(known.passkeys) + ["app"] * known.totp
    return {
        "id": row.id,
        "email": row.email,
        "name": row.name,
        "role": row.role,
        "protected_by": ", ".join(ways) or "password only",
        "disabled_at": row.disabled_at.isoformat() if row.disabled_at else None,
    }


def _may_refuse(change: Callable[[], None]) -> None:
    try:
        change()
    except Conflict as error:
        raise Invalid([Fault("email", error.message)]) from None


def _note(s: Session, row: Staff, name: str, **details: str) -> None:
    audit.record(s, Actor("cli", None, row.clinic_id), name, row.id, **details)
