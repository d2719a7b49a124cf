"""The operator's commands: set up a clinic from a shell."""

import os
import sys
from typing import Any

import click
from sqlmodel import Session

from pwa.care import audit, enrol, roles
from pwa.care.audit import Actor
from pwa.cli.shell import addresses, open_database, say, session, told
from pwa.errors import Conflict, Fault, Invalid
from pwa.store import directory, start
from pwa.store.db import enter
from pwa.store.migrations import newest
from pwa.store.tables import Clinic

JSON = click.option("--json", "as_json", is_flag=True, help="Answer with JSON.")
CLINIC = click.option(
    "--clinic", default="", help="The clinic's id or name; not needed while there is only one."
)


def clinic_of(s: Session, wanted: str) -> Clinic:
    every = [s.get_one(Clinic, clinic_id) for clinic_id in directory.each_clinic(s)]
    found = [one for one in every if wanted in ("", one.id, one.name)]
    if len(found) == 1:
        enter(s, found[0].id)
        return found[0]
    if wanted:
        problem = "fits more than one; give its id" if found else "is not known"
    else:
        problem = "is required: there is more than one" if found else "is not there yet; add one"
    raise Invalid([Fault("clinic", problem)])


def note(s: Session, clinic_id: str, name: str, subject_id: str, **details: Any) -> None:
    audit.record(s, Actor("cli", None, clinic_id), name, subject_id, **details)


@click.group()
def clinic() -> None:
    """Clinics."""


@clinic.command("add")
@click.option("--name", required=True)
@click.option("--phone", required=True, help="What patients call.")
@click.option("--country", required=True, help="Two letters, such as US or GB: for help numbers.")
@click.option("--timezone", required=True, help="Such as America/New_York.")
@click.option("--emergency-number", help="For a country whose numbers are not on our list.")
@click.option("--crisis-line", help="A crisis line's number, likewise.")
@click.option("--crisis-words", help="The crisis line's name.")
@click.option("--password-alone", is_flag=True, help="Ask staff for nothing but a password.")
@JSON
@told
def add_clinic(as_json: bool, password_alone: bool, **facts: Any) -> None:
    """Add a clinic, with the default limits. Its staff sign in with more than a password."""
    with session() as s:
        made = enrol.add_clinic(s, **facts)
        made.needs_second_factor = not password_alone
        note(s, made.id, "clinic.added", made.id)
    say(as_json, {"id": made.id, "name": made.name}, f"Added {made.name}: {made.id}")


@click.group()
def staff() -> None:
    """Staff who sign in at /clinic."""


@staff.command("add")
@CLINIC
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option(
    "--role", type=click.Choice(list(roles.ROLES)), default="administrator", show_default=True
)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@JSON
@told
def add_staff(
    clinic: str, email: str, name: str, role: str, password_stdin: bool, as_json: bool
) -> None:
    """Add a member of staff. The password is asked for, or read from BOOSTER_PASSWORD."""
    password = _password(password_stdin)
    with session() as s:
        try:
            made = enrol.add_staff(s, clinic_of(s, clinic).id, email, name, password, role)
        except Conflict as error:
            raise Invalid([Fault("email", error.message)]) from None
        note(s, made.clinic_id, "staff.added", made.id)
    facts = {"id": made.id, "clinic_id": made.clinic_id, "email": made.email, "role": role}
    say(as_json, facts, f"Added {made.name}, who signs in as {made.email}")


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    given = os.environ.get("BOOSTER_PASSWORD")
    if given is not None:
        return given
    if not sys.stdin.isatty():
        where = "is required: in BOOSTER_PASSWORD, or with --password-stdin"
        raise Invalid([Fault("password", where)])
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))


@click.command()
@told
def migrate() -> None:
    """Bring the database of DATABASE_URL to this version; DATABASE_OWNER_URL says as whom."""
    with open_database():
        start.migrate(*addresses())
    click.echo(f"The database is at {newest()}.")


commands: list[click.Command] = [clinic, staff, migrate]
