"""Each route of the app, walked by those who must not see a clinic's patients through it.

The routes come from the app itself: a new one fails here until it is declared below.
"""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest
from flask import Flask
from sqlmodel import SQLModel, select
from werkzeug.routing import Rule

from pwa.care import appointment, course, drafts, imports, pairing, policy, protocols
from pwa.care.audit import Actor
from pwa.care.case import event
from pwa.care.clock import now
from pwa.care.staff import invites as staff_invites
from pwa.patient.pages import PAGES
from pwa.store.tables import (
    AdviceRecord,
    Contact,
    Passkey,
    Quarantine,
    Request,
    Staff,
    StaffSession,
)
from tests.care.webhooks.telling import tells
from tests.clinic.nurse import Nurse
from tests.clinic.story import ago
from tests.interop.program import registered

# What lies behind an address with one of these belongs to one clinic.
OURS = {
    *("patient_id", "treatment_id", "contact_id", "appointment_id", "device_id", "advice_id"),
    *("item_id", "session_id", "number", "draft_id"),
    *("case_id", "event_id", "course_id", "protocol_id", "list_id"),
    *("staff_id", "invite_id", "passkey_id", "client_id", "webhook_id", "delivery_id"),
}
# Each clinic's staff sees its own at the same address.
EACH_TO_THEIR_OWN = {
    *("clinic.audit", "clinic.audit_file"),
    *("clinic.worklist", "clinic.kept", "clinic.patients", "clinic.new_patient"),
    *("clinic.settings", "clinic.reminders", "clinic.change_reminders", "clinic.look"),
    *("clinic.clinic_details", "clinic.contact_card", "clinic.change_logo", "clinic.remove_logo"),
    *("clinic.clinic_languages", "clinic.put_away_first_steps", "clinic.messages"),
    *("clinic.message", "clinic.check_in_settings", "clinic.retention"),
    *("clinic.account", "clinic.password", "clinic.passkey_to_make", "clinic.add_passkey"),
    *("clinic.authenticator", "clinic.confirm_authenticator", "clinic.remove_authenticator"),
    *("clinic.renew_recovery_codes", "clinic.revoke_other_sessions"),
    *("clinic.staff", "clinic.invite_staff", "clinic.ask_all_for_second_factor"),
    *("clinic.sessions", "clinic.thresholds", "clinic.change_thresholds", "clinic.versions"),
    *("clinic.drafts", "clinic.protocols", "clinic.new_protocol"),
    *("clinic.import_list", "clinic.sample_patients", "clinic.sample_check_ins"),
    *("clinic.record_systems", "clinic.register_record_system"),
    *("clinic.webhooks", "clinic.add_webhook"),
    *("clinic.cases", "clinic.set_budget", "clinic.act_on_several", "clinic.service"),
}
# The same for everyone, with nobody's data.
FOR_ANYONE = {
    *("clinic_door.sign_in", "clinic_door.try_to_sign_in", "clinic_door.sign_out"),
    *("clinic_door.sign_in_by_passkey", "clinic_door.second_factor"),
    *("clinic_door.passkey_to_sign_in", "clinic_door.passkey_to_confirm"),
    *("clinic_door.confirm_identity", "clinic_door.lock", "clinic_door.unlock"),
    *("clinic_door.alive", "clinic_door.join", "clinic_door.redeem"),
    *("health.healthz", "health.readyz", "home.home", "home.favicon", "static.serve"),
    *(f"patient.{page}" for page in PAGES.values()),
    *("patient.manifest", "patient.service_worker", "patient.logo"),
    *("patient.pair_by_form", "api.pair"),
    *("patient.ask_to_stop", "patient.stop"),  # by a link that we have signed
    *("patient.language_by_form", "api.put_language"),
    *("demo.everybody", "demo.person", "demo.become"),
    *("smart.token", "smart.configuration", "smart.configuration_of_fhir"),
    "cds.services",
    *("fhir.metadata", "fhir.read_questionnaire", "fhir.search_questionnaire"),
    "fhir.search_questionnaire_by_form",
}
# Only for a paired phone, and then only its own.
FOR_A_PHONE = {
    *("patient.check_in_by_form", "patient.contacted"),
    *("patient.plan_plain", "patient.data_plain", "patient.contact_card"),
    *("patient.programme_by_form", "patient.deletion_by_form"),
    *("api.get_data", "api.get_table", "api.put_programme"),
    *("api.ask_for_deletion", "api.withdraw_deletion"),
    *("api.get_session", "api.delete_session", "api.put_check_in", "api.put_contact"),
    *("api.get_reminders", "api.put_reminders", "api.put_off", "patient.calendar_file"),
    *("api.get_push", "api.put_push", "api.delete_push"),
}
SENT = {
    "X-Booster": "1",
    "Content-Type": "application/json",
    "Content-Digest": f"sha-256=:{b64encode(sha256(b'{}').digest()).decode()}:",
}
SECRETS = ("Ana Alder", "Nora North", "+1 555 010 0111", "Oak Clinic", "A private note")


@pytest.fixture
def app(make_app) -> Flask:
    return make_app(demo=True)


@pytest.fixture
def oak_ids(ana, nora, session, look, cast) -> dict[str, str | int]:
    """One row of each kind at Oak Clinic, by the name that it has in an address."""
    ana.returned(ago(1))
    ana.sent(ago(1), f'{{"patient": "{cast.ana}", "note": "A private note"}}'.encode())
    treated = ana.treated(ago(0), "booster")
    given = imports.keep(
        session, ana.clinic, cast.nora, "patients", "a.csv", "name,phone\nFay Fir,1\n"
    )
    usual = protocols.of_clinic(session, cast.oak)[-1]
    laid_out = course.follow(session, ana.patient, usual, ago(-20), 1, 28, cast.nora)
    booked = appointment.book(session, ana.patient, ago(-5), cast.nora)
    phone = pairing.redeem(session, pairing.make_invite(session, ana.patient, cast.nora).code)
    published = policy.publish(session, cast.oak, {"return_cutoff": 9}, None, "Test", cast.nora)
    staff = session.get_one(Staff, (cast.oak, cast.nora))
    invited = staff_invites.make(session, staff, "lena@oak.example", "Lena Lime", "clinician")
    passkey = Passkey(clinic_id=cast.oak, staff_id=cast.nora, credential_id="Y3JlZA",
                      public_key=b"key", created_at=now())  # fmt: skip
    session.add(passkey)
    draft = drafts.begin(session, Actor("staff", cast.nora, cast.oak), {"clear_at": 5}, "Test")
    system = registered(session, cast.oak, cast.nora)
    told = tells(session, cast.oak, cast.nora)
    noted = event.note(session, session.exec(select(Request)).first(), "taken", cast.nora)
    session.commit()
    fields = {f"{cast.ana}-outcome": "reached", f"{cast.ana}-note": "A private note"}
    nora.done(f"/clinic/patients/{cast.ana}/contact", **fields)
    return {
        "patient_id": cast.ana,
        "treatment_id": treated.id,
        "course_id": laid_out.id,
        "list_id": given.id,
        "protocol_id": laid_out.protocol_id,
        "contact_id": look(select(Contact))[0].id,
        "appointment_id": booked.id,
        "device_id": phone.device.id,
        "advice_id": look(select(AdviceRecord))[0].id,
        "item_id": look(select(Quarantine))[0].id,
        "session_id": look(select(StaffSession).where(StaffSession.staff_id == cast.nora))[0].id,
        "number": published.number,
        "draft_id": draft.id,
        "case_id": look(select(Request))[0].id,
        "event_id": noted.id,
        "staff_id": cast.nora,
        "invite_id": invited.invite.id,
        "passkey_id": passkey.id,
        "client_id": system.id,
        **told,
    }


@pytest.fixture
def phone_cookie(ana, session, cast) -> str:
    invite = pairing.make_invite(session, ana.patient, cast.nora)
    paired = pairing.redeem(session, invite.code)
    session.commit()
    return paired.cookie_value


def routes(app: Flask, blueprint: str = "") -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith(blueprint):
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                yield rule, method


def address(rule: Rule, ids: dict[str, Any]) -> str:
    return rule.build({name: ids[name] for name in rule.arguments}, append_unknown=False)[1]


def all_rows(look, clinic_id: str) -> dict[str, list[str]]:
    tables = [mapper.class_ for mapper in SQLModel._sa_registry.mappers]
    owned = [table for table in tables if hasattr(table, "clinic_id")]
    return {
        table.__name__: sorted(
            repr(row) for row in look(select(table).where(table.clinic_id == clinic_id))
        )
        for table in owned
    }


def test_it_declares_every_route(app):
    for rule, _ in routes(app):
        declared = rule.endpoint in EACH_TO_THEIR_OWN | FOR_ANYONE | FOR_A_PHONE
        view = app.view_functions[rule.endpoint]
        for_a_program = hasattr(view, "needs") or hasattr(view, "signed")
        behind_an_id = rule.endpoint.startswith("clinic.") and rule.arguments
        assert declared or behind_an_id or for_a_program, (
            f"{rule.endpoint} {rule.rule} is not declared"
        )
        if behind_an_id:
            assert rule.arguments <= OURS, f"{rule.rule}: whose is it?"


def test_it_shows_nothing_to_staff_of_another_clinic(app, omar, oak_ids, look, cast):
    before = all_rows(look, cast.oak)
    for rule, method in routes(app, "clinic."):
        path = address(rule, oak_ids)
        response = omar.get(path) if method == "GET" else omar.post(path)
        expected = (404,) if rule.arguments else (200, 303, 422)
        assert response.status_code in expected, f"{method} {path}: {response.status}"
        assert not [word for word in SECRETS if word in response.text], f"{method} {path}"
    assert all_rows(look, cast.oak) == before


def test_it_opens_all_of_them_to_its_own_staff(app, nora, oak_ids):
    """Or the walks above and below would prove nothing."""
    for rule, method in routes(app, "clinic."):
        if method == "GET":
            path = address(rule, oak_ids)
            assert nora.get(path).status_code == 200, path


@pytest.mark.parametrize("who", ["a patient", "nobody"])
def test_it_lets_in_only_staff(app, oak_ids, phone_cookie, who, look, cast):
    client = app.test_client()
    token = Nurse(client).token()
    if who == "a patient":
        client.set_cookie("booster", phone_cookie)
        client.set_cookie("clinic", phone_cookie)
    before = all_rows(look, cast.oak)
    for rule, method in routes(app, "clinic."):
        path = address(rule, oak_ids)
        data = {"csrf_token": token} if method == "POST" else None
        response = client.open(path, method=method, data=data)
        expected = 302 if method == "GET" else 401
        assert response.status_code == expected, f"{method} {path}: {response.status}"
        assert not [word for word in SECRETS if word in response.text], f"{method} {path}"
        if expected == 302:
            assert response.location.startswith("/clinic/sign-in?next=")
    assert all_rows(look, cast.oak) == before


def test_it_is_no_phone_to_be_staff(app, nora, oak_ids, look, cast):
    client = nora.client
    client.set_cookie("booster", client.get_cookie("clinic").value)
    before = all_rows(look, cast.oak)
    for rule, method in routes(app):
        if rule.endpoint in FOR_A_PHONE:
            path = address(rule, {"item_id": oak_ids["item_id"]})
            response = client.open(path, method=method, headers=SENT, data=b"{}")
            assert response.status_code in (303, 400, 401, 403), f"{method} {path}"
            if path.startswith("/api/"):
                assert response.status_code == 401, f"{method} {path}"
    assert all_rows(look, cast.oak) == before
