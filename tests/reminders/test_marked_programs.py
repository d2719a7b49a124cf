"""What other systems are told of a patient with unmistakable marks: who it is, by one door only."""

import json

import pytest

from pwa.care import contact, enrol
from tests.care.conftest import ago
from tests.interop.cds.record_system import system_of
from tests.interop.program import program_of
from tests.items import SEVERE
from tests.reminders.test_marked_patient import MARKS, NOTE, found_in, lines  # noqa: F401
from tests.reminders.webhook_receiver import send

OF_A_PATIENT = (*("QuestionnaireResponse", "Observation", "Procedure", "GuidanceResponse", "Task"),)
TOKEN = "a token for those who measure"


@pytest.fixture
def marked(ana):
    """Ana by other marks. She was severe, and staff wrote a note about it."""
    enrol.edit_patient(ana.s, ana.patient, **MARKS)
    ana.is_treated(ago(30))
    ana.checks_in(ago(0), SEVERE)
    return ana


def test_a_webhook_names_nobody(ana, told, other, marked, lines):  # noqa: F811
    contact.record(ana.s, ana.patient, ago(0), "staff", "reached", note=NOTE)
    ana.s.commit()
    send(ana)
    assert len(other.got) > 2
    assert not found_in(json.dumps([got.payload for got in other.got]))
    assert not found_in(lines.getvalue())


def test_a_record_system_reads_who_it_is_in_the_patient_alone(marked, app, cast, lines):  # noqa: F811
    program = program_of(app, cast).signs_in()
    assert found_in(program.get("/fhir/Patient").text)
    for kind in OF_A_PATIENT:
        answer = program.get(f"/fhir/{kind}")
        assert answer.json["entry"], kind
        assert not found_in(answer.text), kind
    program.get("/fhir/Patient", query_string={"identifier": MARKS["reference"]})
    program.get(f"/fhir/Patient/{MARKS['name']}")
    program.post("/fhir/Procedure", json={"note": NOTE, "subject": {"display": MARKS["name"]}})
    assert not found_in(lines.getvalue())


def test_a_card_names_nobody(marked, app, cast, lines):  # noqa: F811
    system = system_of(app, cast)
    answer = system.calls(system.view(cast.ana))
    assert answer.json["cards"]
    assert not found_in(answer.text)
    system.calls(system.view(MARKS["name"]))
    assert not found_in(lines.getvalue())


def test_figures_are_of_nobody(marked, make_app):
    client = make_app(metrics_token=TOKEN).test_client()
    client.get(f"/clinic/patients/{MARKS['name']}")
    figures = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text
    assert "booster_request_seconds" in figures
    assert not found_in(figures)
