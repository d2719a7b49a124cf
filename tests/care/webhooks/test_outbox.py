"""What happens is kept for those who are told, in its own transaction, and as ids alone."""

import json
from datetime import timedelta

from sqlmodel import select

from pwa.care import erase, policy
from pwa.care.case import closing, planned
from pwa.care.webhooks import registry
from pwa.clinic import undo
from pwa.store.tables import PolicyVersion, WebhookDelivery
from tests.care.conftest import TODAY, ago
from tests.items import SEVERE

ASKED = ["check-in.received", "contact.requested"]


def test_a_check_in_is_told_by_its_ids(told, ana, cast, clock):
    receipt = ana.checks_in(TODAY)
    [row] = told.rows()
    assert row.payload == {
        "type": "check-in.received",
        "timestamp": "2026-04-27T15:00:00+00:00",
        "data": {"clinic": cast.oak, "patient": cast.ana, "check_in": receipt.id},
    }
    assert (row.state, row.tries, row.due_at) == ("waiting", 0, row.created_at)


def test_a_request_is_told_when_it_opens_and_when_it_is_answered(told, ana, cast, clock):
    ana.checks_in(TODAY, SEVERE)
    assert told.events() == ASKED
    [case] = ana.requests()
    clock.shift(timedelta(minutes=1))
    ana.is_called()
    closed = told.rows()[-1]
    assert closed.payload["data"] == {"clinic": cast.oak, "patient": cast.ana, "case": case.id}
    assert told.events() == [*ASKED, "contact.closed"]


def test_nothing_in_it_tells_of_anybodys_health(told, ana, clock):
    ana.checks_in(TODAY, SEVERE, reports=["unsafe"])
    ana.is_called()
    for row in told.rows():
        assert set(row.payload) == {"type", "timestamp", "data"}
        assert set(row.payload["data"]) <= {"clinic", "patient", "case", "check_in"}
    text = json.dumps([row.payload for row in told.rows()])
    assert not [word for word in ("urgent", "severe", "Alder", "unsafe", "[3") if word in text]


def test_it_is_told_again_when_it_gets_more_urgent(told, ana, clock):
    ana.checks_in(ago(1), SEVERE)
    clock.shift(timedelta(minutes=1))
    ana.checks_in(TODAY, SEVERE, reports=["unsafe"])
    assert told.events() == ASKED * 2
    assert len(ana.requests()) == 1
    clock.shift(timedelta(minutes=1))
    ana.checks_in(TODAY, SEVERE)
    assert told.events() == [*ASKED, *ASKED, "check-in.received"]


def test_a_retry_tells_nothing_twice(told, ana):
    item, once = ana.item(TODAY), "7a8e0d4c-3f6b-4c0f-9a53-0b8c7a1d2e3f"
    ana.sends(item, once)
    assert ana.sends(item, once).outcome == "identical"
    assert ana.sends(ana.item(TODAY, SEVERE), once).outcome == "conflict"
    assert ana.sends(b"{}").outcome == "invalid"
    assert told.events() == ["check-in.received"]


def test_staff_who_close_and_open_again_are_told_of(told, ana, cast, session, clock):
    ana.checks_in(TODAY, SEVERE)
    [case] = ana.requests()
    clock.shift(timedelta(minutes=1))
    closing.close(session, case, "known-already", cast.nora, "Spoke at the visit")
    clock.shift(timedelta(minutes=1))
    closing.reopen(session, case, cast.nora)
    assert told.events() == [*ASKED, "contact.closed", "contact.requested"]


def test_a_contact_that_is_taken_back_opens_its_request_again(told, ana, session, clock):
    ana.checks_in(TODAY, SEVERE)
    clock.shift(timedelta(minutes=1))
    made = ana.is_called()
    clock.shift(timedelta(minutes=1))
    undo.take_back(session, undo.Undoable(made, ana.patient))
    assert told.events() == [*ASKED, "contact.closed", "contact.requested"]


def test_what_only_the_plan_asks_is_told_once_staff_act_on_it(told, ana, session, clock):
    policy.publish(session, ana.clinic.id, {"visit_interval_days": 28}, None, "Test", None)
    ana.is_treated(ago(40))
    clock.shift(timedelta(minutes=1))
    case = planned.case_of(session, ana.patient, TODAY)
    assert told.rows()[-1].payload["data"]["case"] == case.id
    assert told.events() == ["policy.published", "contact.requested"]


def test_a_published_version_names_no_patient(told, session, cast):
    version = policy.publish(session, cast.oak, {"return_cutoff": 9}, None, "Test", None)
    [row] = told.rows()
    assert row.patient_id is None
    assert row.payload["data"] == {"clinic": cast.oak, "version": version.id}


def test_an_event_goes_with_what_it_tells(told, ana, session):
    """What is rolled back was never kept."""
    policy.publish(session, ana.clinic.id, {"return_cutoff": 9}, None, "Test", None)
    session.rollback()
    assert told.rows() == []
    oaks = select(PolicyVersion).where(PolicyVersion.clinic_id == ana.clinic.id)
    assert len(session.exec(oaks).all()) == 1


def test_each_address_gets_what_it_wants(told, ana, session, cast):
    other = registry.add(
        session, cast.oak, "https://else.example.org/", ["contact.closed"], cast.nora, local=False
    )
    ana.checks_in(TODAY, SEVERE)
    assert told.events() == ASKED
    ana.is_called()
    [closed] = session.exec(
        select(WebhookDelivery).where(WebhookDelivery.webhook_id == other.id)
    ).all()
    assert closed.message_id in {row.message_id for row in told.rows()}


def test_an_ended_one_and_other_clinics_are_told_nothing(told, ana, session, cast):
    theirs = registry.add(
        session, cast.oak, "https://else.example.org/", ["contact.closed"], cast.nora, local=False
    )
    registry.end(session, theirs, "staff")
    registry.end(session, told.webhook, "staff")
    ana.checks_in(TODAY, SEVERE)
    assert session.exec(select(WebhookDelivery)).all() == []


def test_it_is_erased_with_the_patient(told, ana, session, cast):
    policy.publish(session, cast.oak, {"return_cutoff": 9}, None, "Test", None)
    ana.checks_in(TODAY, SEVERE)
    erase.erase(session, ana.patient)
    assert told.events() == ["policy.published"]
