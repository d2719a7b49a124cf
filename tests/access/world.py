"""Two clinics with one row of each kind, and everybody who may ask for one."""

import json
from typing import NamedTuple
from urllib.parse import urlencode

from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session, select
from werkzeug.routing import Rule

from pwa.care import appointment, contact, course, drafts, imports, pairing, policy, protocols
from pwa.care.audit import Actor
from pwa.care.case import event
from pwa.care.clock import now
from pwa.care.staff import invites, sessions
from pwa.store.tables import AdviceRecord, Passkey, Quarantine, Request, Staff, StaffSession
from tests.access.rows import Rows, rows_of
from tests.care.webhooks.telling import tells
from tests.cast import Cast
from tests.clinic.nurse import Nurse
from tests.clinic.story import Story, ago
from tests.interop.program import registered

SAFE = ("GET", "HEAD", "OPTIONS")
Ids = dict[str, str | int]


class Side(NamedTuple):
    """One clinic: its row of each kind by the name it has in an address, and what nobody may see.

    `secrets` are words that stand on pages of this clinic only.
    """

    clinic: str
    staff: str
    patient: str
    ids: Ids
    phone: str
    secrets: tuple[str, ...]


class World(NamedTuple):
    """Oak is asked for; Elm is where others come from."""

    app: Flask
    oak: Side
    elm: Side

    def other(self, side: Side) -> Side:
        return self.elm if side is self.oak else self.oak

    def nobody(self) -> FlaskClient:
        return self.app.test_client()

    def phone(self, side: Side) -> FlaskClient:
        """The paired phone of the side's patient."""
        client = self.app.test_client()
        client.set_cookie("booster", side.phone)
        return client

    def staff(self, side: Side, role: str = "administrator") -> Nurse:
        """The side's member of staff with this role, signed in a moment ago."""
        client = self.app.test_client()
        with self.app.extensions["db"].session(clinic_id=side.clinic) as s:
            member = s.get_one(Staff, (side.clinic, side.staff))
            member.role = role
            cookie = sessions.begin(s, member, "A browser", "127.0.0.1", "passkey")
            s.commit()
        client.set_cookie("clinic", cookie)
        return Nurse(client)

    def rows(self, side: Side) -> Rows:
        """All rows of a clinic, to see whether anything of it has changed."""
        return rows_of(self.app, side.clinic)


def furnished(app: Flask, cast: Cast) -> World:
    """Fill both clinics."""
    oak = _side(app, "Oak", cast.oak, cast.nora, cast.ana, ("Ana Alder", "Nora North"))
    elm = _side(app, "Elm", cast.elm, cast.omar, cast.ben, ("Ben Birch", "Omar Orchard"))
    return World(app, oak, elm)


def _side(
    app: Flask, name: str, clinic: str, staff: str, patient: str, people: tuple[str, ...]
) -> Side:
    with app.extensions["db"].session(clinic_id=clinic) as s:
        return _filled(s, name, clinic, staff, patient, people)


def _filled(
    s: Session, name: str, clinic: str, staff: str, patient: str, people: tuple[str, ...]
) -> Side:
    note = f"A private note of {name}"
    story = Story(s, clinic, patient)
    ids = _journal(s, story, staff, note) | _doors(s, story, staff, name)
    ids |= {"patient_id": patient, "staff_id": staff}
    phone = pairing.redeem(s, pairing.make_invite(s, story.patient, staff).code)
    ids["device_id"] = phone.device.id
    s.commit()
    secrets = (*people, f"{name} Clinic", note, f"{name.lower()}.example")
    return Side(clinic, staff, patient, ids, phone.cookie_value, secrets)


def _journal(s: Session, story: Story, staff: str, note: str) -> Ids:
    """What is on record of the patient."""
    story.returned(ago(1))
    story.sent(ago(1), json.dumps({"patient": story.patient.id, "note": note}).encode())
    treated, patient = story.treated(ago(0), "booster"), story.patient
    usual = protocols.of_clinic(s, patient.clinic_id)[-1]
    laid_out = course.follow(s, patient, usual, ago(-20), 1, 28, staff)
    booked = appointment.book(s, patient, ago(-5), staff)
    case = s.exec(select(Request).where(Request.clinic_id == patient.clinic_id)).first()
    noted = event.note(s, case, "taken", staff, text=note)
    tried = contact.record(s, patient, ago(0), "staff", "no-answer", note, staff)
    s.flush()
    return {
        "treatment_id": treated.id,
        "course_id": laid_out.id,
        "protocol_id": laid_out.protocol_id,
        "appointment_id": booked.id,
        "case_id": case.id,
        "event_id": noted.id,
        "contact_id": tried.id,
        "advice_id": _first(s, AdviceRecord, patient.clinic_id),
        "item_id": _first(s, Quarantine, patient.clinic_id),
    }


def _doors(s: Session, story: Story, staff_id: str, name: str) -> Ids:
    """What lets people in, and what the clinic decides."""
    clinic, staff = story.clinic.id, s.get_one(Staff, (story.clinic.id, staff_id))
    listed = imports.keep(s, story.clinic, staff_id, "patients", "a.csv", "name,phone\nFay Fir,1\n")
    invited = invites.make(s, staff, f"lena@{name.lower()}.example", "Lena Lime", "clinician")
    passkey = Passkey(
        clinic_id=clinic, staff_id=staff_id, credential_id=name, public_key=b"key", created_at=now()
    )
    s.add(passkey)
    sessions.begin(s, staff, "Another browser", "127.0.0.1", "passkey")
    # Oak has published more often than Elm, so its newest number is nothing to Elm.
    for cutoff in (9, 10)[: 2 if name == "Oak" else 1]:
        number = policy.publish(s, clinic, {"return_cutoff": cutoff}, None, "T", staff_id).number
    draft = drafts.begin(s, Actor("staff", staff_id, clinic), {"clear_at": 5}, "Test")
    s.flush()
    return {
        "list_id": listed.id,
        "invite_id": invited.invite.id,
        "passkey_id": passkey.id,
        "session_id": _first(s, StaffSession, clinic),
        "number": number,
        "draft_id": draft.id,
        "client_id": registered(s, clinic, staff_id, name=f"Record system of {name}").id,
        **tells(s, clinic, staff_id, f"https://records.{name.lower()}.example/"),
    }


def _first(s: Session, table: type, clinic: str) -> str:
    return s.exec(select(table).where(table.clinic_id == clinic)).first().id


def address(rule: Rule, ids: Ids, **query: str) -> str:
    """The address of a route for these rows."""
    path = rule.build({name: ids[name] for name in rule.arguments}, append_unknown=False)[1]
    return f"{path}?{urlencode(query)}" if query else path
