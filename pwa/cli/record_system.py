"""`booster record-system`: which other systems a clinic lets in, from a shell."""

from pathlib import Path
from typing import Any

import click
from sqlmodel import Session

from pwa.care import audit, roles
from pwa.care.audit import Actor
from pwa.care.programs import clients
from pwa.care.programs.clients import Facts
from pwa.care.staff import passwords
from pwa.cli.admin import clinic_of
from pwa.cli.shell import say, session, told
from pwa.errors import Fault, Invalid
from pwa.store.tables import Client, Staff

BY = click.option("--by", required=True, help="Email of the administrator who wishes it.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Answer with JSON.")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("record-system")
def record_system() -> None:
    """Record systems of other makers, which may read or write here."""


@record_system.command("add")
@BY
@click.option("--name", required=True, help="What staff call it.")
@click.option("--keys", required=True, type=_FILE, help="Its public keys, a JWK set.")
@click.option("--scope", "scopes", multiple=True, help="Such as system/Patient.rs; again for more.")
@click.option("--issuer", default="", help="Who its CDS Hooks requests say they are from.")
@click.option("--origin", "origins", multiple=True, help="Whose pages may ask for cards.")
@_JSON
@told
def add(by: str, keys: Path, as_json: bool, **facts: Any) -> None:
    """Let a record system in. Its id is what it signs with."""
    with session() as s:
        who = administrator(s, by)
        said = Facts(keys=keys.read_text(errors="replace"), **facts)
        made = clients.register(s, who.clinic_id, said, who.id)
        _note(s, made, "record-system.registered", scopes=made.scopes)
    say(as_json, {"id": made.id, "scopes": made.scopes}, made.id)


@record_system.command("list")
@click.option("--clinic", default="", help="The clinic's id or name.")
@_JSON
@told
def list_(clinic: str, as_json: bool) -> None:
    """Which there are, and when each was last here."""
    with session(writes=False) as s:
        rows = [_facts(row) for row in clients.of_clinic(s, clinic_of(s, clinic).id)]
    lines = [f"{row['id']}  {row['name']}  {_state(row)}" for row in rows]
    say(as_json, {"record_systems": rows}, "\n".join(lines))


@record_system.command()
@click.argument("client_id", metavar="ID")
@_JSON
@told
def revoke(client_id: str, as_json: bool) -> None:
    """Let it in no more, from now on, whatever token it has."""
    with session() as s:
        row = clients.entered(s, client_id)
        if row is None:
            raise Invalid([Fault("ID", "is not known, or revoked already")])
        clients.revoke(s, row)
        _note(s, row, "record-system.revoked")
    say(as_json, {"id": row.id, "revoked": True}, f"{row.name} is let in no more.")


def administrator(s: Session, email: str) -> Staff:
    """Who wishes it, and may; the session is in their clinic."""
    found = passwords.account(s, email)
    if found is None or found.disabled_at is not None:
        raise Invalid([Fault("by", "is not known")])
    if not roles.may(found.role, "settings"):
        raise Invalid([Fault("by", "may not change the clinic's settings")])
    return found


def _facts(row: Client) -> dict[str, Any]:
    moments = {name: getattr(row, name) for name in ("created_at", "used_at", "revoked_at")}
    said = {name: at.isoformat() if at else None for name, at in moments.items()}
    return {"id": row.id, "name": row.name, "scopes": row.scopes} | said


def _state(row: dict[str, Any]) -> str:
    return "revoked" if row["revoked_at"] else row["used_at"] or "was never here"


def _note(s: Session, row: Client, name: str, **details: Any) -> None:
    audit.record(s, Actor("cli", None, row.clinic_id), name, row.id, **details)
