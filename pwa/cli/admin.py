"""The operator's commands: set up a clinic from a shell."""

import os
import sys
from datetime import date, datetime
from typing import Any

import click
from sqlmodel import Session

from pwa.care import audit, enrol, pairing, roles, treatment
from pwa.care.audit import Actor
from pwa.cli.shell import addresses, open_database, say, session, told
from pwa.decision.timeline import TREATMENT_KINDS
from pwa.errors import Conflict, Fault, Invalid
from pwa.store import directory, start
from pwa.store.db import enter
from pwa.store.migrations import newest
from pwa.store.tables import Clinic, Patient

_JSON = click.option("--json", "as_json", is_flag=True, help="Answer with JSON.")
_CLINIC = click.option(
    "--clinic", default="", help="The clinic's id or name; not needed while there is only one."
)
_PATIENT = click.option(
    "--patient", required=True, help="The patient's id, as patient add gave it."
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


def _patient_of(s: Session, patient_id: str) -> Patient:
    for clinic_id in directory.each_clinic(s):
        if found := s.get(Patient, (clinic_id, patient_id)):
            return found
    raise Invalid([Fault("patient", "is not known")])


def _note(s: Session, clinic_id: str, name: str, subject_id: str, **details: Any) -> None:
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
@_JSON
@told
def add_clinic(as_json: bool, password_alone: bool, **facts: Any) -> None:
    """Add a clinic, with the default limits. Its staff sign in with more than a password."""
    with session() as s:
        made = enrol.add_clinic(s, **facts)
        made.needs_second_factor = not password_alone
        _note(s, made.id, "clinic.added", made.id)
    say(as_json, {"id": made.id, "name": made.name}, f"Added {made.name}: {made.id}")


@click.group()
def staff() -> None:
    """Staff who sign in at /clinic."""


@staff.command("add")
@_CLINIC
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option(
    "--role", type=click.Choice(list(roles.ROLES)), default="administrator", show_default=True
)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@_JSON
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
        _note(s, made.clinic_id, "staff.added", made.id)
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


@click.group()
def patient() -> None:
    """Patients."""


@patient.command("add")
@_CLINIC
@click.option("--name", required=True)
@click.option("--phone", default="")
@click.option("--email", default="")
@click.option("--reference", default="", help="The clinic's own number for the patient.")
@click.option("--baseline", type=int, help="The score before treatment, 0 to 21.")
@click.option("--timezone", help="Where it is not the clinic's.")
@click.option("--language", default="en", help="Of the app, such as es or fr.")
@_JSON
@told
def add_patient(clinic: str, as_json: bool, **facts: Any) -> None:
    """Add a patient."""
    with session() as s:
        made = enrol.add_patient(s, clinic_of(s, clinic).id, **facts)
        _note(s, made.clinic_id, "patient.added", made.id)
    answer = {"id": made.id, "clinic_id": made.clinic_id, "name": made.name}
    say(as_json, answer, f"Added {made.name}: {made.id}")


@click.group("treatment")
def treatments() -> None:
    """Treatments."""


@treatments.command("add")
@_PATIENT
@click.option("--on", required=True, help="The day, YYYY-MM-DD.")
@click.option("--kind", required=True, help=f"{' or '.join(TREATMENT_KINDS)}.")
@click.option("--planned", is_flag=True, help="Scheduled as part of a course.")
@_JSON
@told
def add_treatment(patient: str, on: str, kind: str, planned: bool, as_json: bool) -> None:
    """Record a treatment."""
    day = _day(on)
    with session() as s:
        try:
            made = treatment.record(s, _patient_of(s, patient), day, kind, planned, "cli")
        except Conflict as error:
            raise Invalid([Fault("on", error.message)]) from None
        _note(s, made.clinic_id, "treatment.recorded", made.patient_id, treatment=made.id)
    facts = {"id": made.id, "patient_id": made.patient_id, "on": on, "kind": made.kind}
    say(as_json, facts | {"planned": made.planned}, f"Recorded: {made.kind} on {on}")


def _day(written: str) -> date:
    try:
        return datetime.strptime(written, "%Y-%m-%d").date()  # noqa: DTZ007  # a day has no zone
    except ValueError:
        raise Invalid([Fault("on", "must be a date, written YYYY-MM-DD")]) from None


@click.command()
@_PATIENT
@click.option(
    "--valid",
    type=click.Choice(list(pairing.VALID)),
    default="message",
    show_default=True,
    help="For 15 minutes in the clinic, or for 72 hours by message.",
)
@click.option("--url", envvar="BOOSTER_URL", help="Where the app is, such as https://app.example.")
@_JSON
@told
def invite(patient: str, valid: str, url: str | None, as_json: bool) -> None:
    """Make a pairing link and code, which work once."""
    base = (url or f"http://localhost:{os.environ.get('PORT') or 8000}").rstrip("/")
    with session() as s:
        owner = _patient_of(s, patient)
        made = pairing.make_invite(s, owner, "cli", valid)
        _note(s, owner.clinic_id, "invite.made", owner.id, valid=valid)
    link = f"{base}/app/pair#{made.token}"
    expires = made.expires_at.isoformat(timespec="seconds")
    facts = {"patient_id": patient, "link": link, "code": made.code, "expires_at": expires}
    say(as_json, facts, f"Link: {link}\nCode: {made.code}\nWorks once, until {expires}")


@click.command()
@told
def migrate() -> None:
    """Bring the database of DATABASE_URL to this version; DATABASE_OWNER_URL says as whom."""
    with open_database():
        start.migrate(*addresses())
    click.echo(f"The database is at {newest()}.")


commands: list[click.Command] = [clinic, staff, patient, treatments, invite, migrate]
