"""The operator's commands about patients, their treatments and their phones."""

import os
from datetime import date, datetime
from typing import Any

import click
from sqlmodel import Session

from pwa.care import enrol, pairing, treatment
from pwa.cli.admin import CLINIC, JSON, clinic_of, note
from pwa.cli.shell import say, session, told
from pwa.decision.timeline import TREATMENT_KINDS
from pwa.errors import Conflict, Fault, Invalid
from pwa.store import directory
from pwa.store.tables import Patient

_PATIENT = click.option(
    "--patient", required=True, help="The patient's id, as patient add gave it."
)


@click.group()
def patient() -> None:
    """Patients."""


@patient.command("add")
@CLINIC
@click.option("--name", required=True)
@click.option("--phone", default="")
@click.option("--email", default="")
@click.option("--reference", default="", help="The clinic's own number for the patient.")
@click.option("--baseline", type=int, help="The score before treatment, 0 to 21.")
@click.option("--timezone", help="Where it is not the clinic's.")
@click.option("--language", default="en", help="Of the app, such as es or fr.")
@JSON
@told
def add_patient(clinic: str, as_json: bool, **facts: Any) -> None:
    """Add a patient."""
    with session() as s:
        made = enrol.add_patient(s, clinic_of(s, clinic).id, **facts)
        note(s, made.clinic_id, "patient.added", made.id)
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
@JSON
@told
def add_treatment(patient: str, on: str, kind: str, planned: bool, as_json: bool) -> None:
    """Record a treatment."""
    day = _day(on)
    with session() as s:
        try:
            made = treatment.record(s, _patient_of(s, patient), day, kind, planned, "cli")
        except Conflict as error:
            raise Invalid([Fault("on", error.message)]) from None
        note(s, made.clinic_id, "treatment.recorded", made.patient_id, treatment=made.id)
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
@JSON
@told
def invite(patient: str, valid: str, url: str | None, as_json: bool) -> None:
    """Make a pairing link and code, which work once."""
    base = (url or f"http://localhost:{os.environ.get('PORT') or 8000}").rstrip("/")
    with session() as s:
        owner = _patient_of(s, patient)
        made = pairing.make_invite(s, owner, "cli", valid)
        note(s, owner.clinic_id, "invite.made", owner.id, valid=valid)
    link = f"{base}/app/pair#{made.token}"
    expires = made.expires_at.isoformat(timespec="seconds")
    facts = {"patient_id": patient, "link": link, "code": made.code, "expires_at": expires}
    say(as_json, facts, f"Link: {link}\nCode: {made.code}\nWorks once, until {expires}")


def _patient_of(s: Session, patient_id: str) -> Patient:
    for clinic_id in directory.each_clinic(s):
        if found := s.get(Patient, (clinic_id, patient_id)):
            return found
    raise Invalid([Fault("patient", "is not known")])


commands: list[click.Command] = [patient, treatments, invite]
