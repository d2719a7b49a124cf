"""Somebody opens a chart in the record system, and is told what is asked of the patient."""

from uuid import uuid4

import pytest
from sqlmodel import select

from pwa.care import enrol
from pwa.care.programs import clients
from pwa.interop.cds.services import SERVICE
from pwa.store.tables import AuditEvent, Client, Request
from tests.clinic.story import TODAY, ago
from tests.interop.cds.record_system import ROOT, named, system_of


def test_it_says_which_service_there_is(system):
    answer = system.http.get(f"/cds/{system.id}/cds-services")
    [service] = answer.json["services"]
    assert (service["hook"], service["id"]) == ("patient-view", SERVICE)
    assert service["prefetch"] == {"patient": "Patient/{{context.patientId}}"}
    assert service["title"]
    assert service["description"]


@pytest.mark.parametrize("who", ["nobody", "revoked", "without an issuer"])
def test_it_says_nothing_to_others(system, app, cast, session, who):
    asked = str(uuid4())
    if who == "revoked":
        clients.revoke(session, session.get_one(Client, (cast.oak, system.id)))
        session.commit()
        asked = system.id
    if who == "without an issuer":
        asked = system_of(app, cast, issuer="").id
    assert system.http.get(f"/cds/{asked}/cds-services").status_code == 404
    path = f"/cds/{asked}/cds-services/{SERVICE}"
    refused = system.calls(system.view(cast.ana), path)
    assert refused.status_code == 401
    assert refused.json["error"]["message"].startswith("The program is not known")


def test_it_shows_what_is_asked_as_a_card(system, ana, cast, look):
    ana.returned(ago(0))
    answer = system.calls(system.view(cast.ana))
    assert answer.status_code == 200
    [card] = answer.json["cards"]
    assert card["summary"] == (
        "Scores have gone up again. Contact this week. "
        "Last check-in 27 Apr 2026: 10 of 21 (moderate)."
    )
    assert card["indicator"] == "info"
    assert "total 10, settled level 4, 2 raised in a row." in card["detail"]
    assert "Limit set by the clinic: 8 or more, and 4 above that level." in card["detail"]
    assert "version 1, in force from 6 Jan 2025" in card["detail"]
    assert [card["uuid"]] == look(select(Request.id).where(Request.closed_at.is_(None)))
    assert card["links"][0]["url"] == f"{ROOT}/clinic/patients/{cast.ana}"
    assert system.http.get(card["source"]["icon"]).mimetype == "image/png"
    assert "Ana" not in answer.text


def test_an_emergency_is_critical(system, ana, cast):
    ana.checked_in(TODAY, 3, reports=["unsafe"])
    [card] = system.calls(system.view(cast.ana)).json["cards"]
    assert card["indicator"] == "critical"
    assert card["summary"].startswith("Feels unsafe. Contact now.")


def test_it_shows_what_only_the_plan_asks(system, ana, cast):
    ana.settled(ago(50))
    [card] = system.calls(system.view(cast.ana)).json["cards"]
    assert card["summary"].startswith("Not heard from. Contact this week.")
    assert "uuid" not in card


def test_it_shows_no_card_when_nothing_is_asked(system, ana, cast):
    ana.settled(ago(35))
    assert system.calls(system.view(cast.ana)).json == {"cards": []}


def test_a_look_is_on_record_and_nobodys_is_not(system, ana, cast, look):
    system.calls(system.view(str(uuid4())))
    assert look(select(AuditEvent).where(AuditEvent.name == "patient.viewed")) == []
    system.calls(system.view(cast.ana))
    [event] = look(select(AuditEvent).where(AuditEvent.name == "patient.viewed"))
    assert (event.actor, event.actor_id, event.subject_id) == ("client", system.id, cast.ana)


class TestWhom:
    """A card on another patient's chart would be worse than none."""

    @pytest.fixture(autouse=True)
    def _asked(self, ana, session, cast):
        enrol.edit_patient(session, ana.patient, reference="A-7")
        session.commit()
        ana.returned(ago(0))

    def cards(self, system, patient_id, prefetch) -> int:
        answer = system.calls(system.view(patient_id, prefetch=prefetch))
        assert answer.status_code == 200
        return len(answer.json["cards"])

    def test_by_the_clinics_number(self, system, cast):
        numbers = f"{ROOT}/fhir/NamingSystem/{cast.oak}"
        assert self.cards(system, "1288992", named(numbers, "A-7")) == 1
        assert self.cards(system, "1288992", named(numbers, "A-8")) == 0

    def test_not_by_the_number_of_another_system(self, system, cast):
        for other in ("", "urn:oid:1.2.3", f"{ROOT}/fhir/NamingSystem/{cast.elm}"):
            assert self.cards(system, "1288992", named(other, "A-7")) == 0

    def test_by_our_own_id(self, system, cast):
        assert self.cards(system, cast.ana, None) == 1
        assert self.cards(system, "1", named("urn:ietf:rfc:3986", f"urn:uuid:{cast.ana}")) == 1

    def test_nobody_when_it_means_two(self, system, cast, session):
        other = enrol.add_patient(session, cast.oak, "Bea Birch", reference="B-2")
        twin = enrol.add_patient(session, cast.oak, "Ana Alder", reference="A-7")
        session.commit()
        numbers = f"{ROOT}/fhir/NamingSystem/{cast.oak}"
        assert self.cards(system, cast.ana, named(numbers, "B-2", id=cast.ana)) == 0
        assert self.cards(system, "1", named(numbers, "A-7")) == 0
        assert other.id != twin.id

    def test_nobody_who_has_left(self, system, cast, session, ana):
        enrol.archive_patient(session, ana.patient)
        session.commit()
        assert self.cards(system, cast.ana, None) == 0

    def test_nobody_of_another_clinic(self, app, cast):
        elm = system_of(app, cast, "elm")
        assert self.cards(elm, cast.ana, named("urn:ietf:rfc:3986", f"urn:uuid:{cast.ana}")) == 0

    def test_it_asks_for_what_is_missing(self, system):
        refused = system.calls(system.view("1288992", prefetch={"patient": None}))
        assert refused.status_code == 412
        assert "Send the prefetched patient" in refused.json["error"]["message"]
