"""What became of a card: the case is closed with the reason that was chosen, or it is noted."""

import pytest
from sqlmodel import select

from pwa.care.case.codes import LONGEST_NOTE
from pwa.store.tables import AuditEvent, CaseEvent, Request
from tests.clinic.story import TODAY, ago
from tests.interop.cds.record_system import ROOT, system_of

CODES = f"{ROOT}/fhir/CodeSystem/case-ending"
AT = "2026-04-27T15:00:00Z"


@pytest.fixture
def card(system, ana, cast) -> dict:
    """Ana's card: scores have gone up again."""
    ana.returned(ago(0))
    return system.calls(system.view(cast.ana)).json["cards"][0]


def overridden(card: dict, /, code="known-cause", comment="A move", system=CODES, **more) -> dict:
    why = {"reason": {"code": code, "system": system}, "userComment": comment}
    said = {"card": card["uuid"], "outcome": "overridden", "outcomeTimestamp": AT}
    return said | {"overrideReason": why} | more


def case_of(card: dict, look) -> Request:
    return look(select(Request).where(Request.id == card["uuid"]))[0]


def test_a_reason_of_the_cards_closes_the_case(system, card, cast, look):
    chosen = card["overrideReasons"][0]
    answer = system.tells(overridden(card, chosen["code"], system=chosen["system"]))
    assert (answer.status_code, answer.json) == (200, {})
    case = case_of(card, look)
    assert (case.closed_by, case.close_reason) == ("staff", chosen["code"])
    assert system.calls(system.view(cast.ana)).json == {"cards": []}
    [event] = look(select(AuditEvent).where(AuditEvent.name == "case.closed"))
    assert (event.actor, event.actor_id) == ("client", system.id)
    assert event.details == {"case": case.id, "code": chosen["code"]}


def test_the_case_tells_it_with_the_systems_name(system, card, nora):
    system.tells(overridden(card))
    page = nora.page(f"/clinic/cases/{card['uuid']}")
    assert "Closed without a call: A passing cause explains it “A move” Elder Records" in page
    assert "Nobody is waiting for a call." in nora.page("/clinic/")


def test_an_accepted_suggestion_is_noted(system, card, look, nora):
    [one] = card["suggestions"]
    said = {"card": card["uuid"], "outcome": "accepted", "outcomeTimestamp": AT}
    answer = system.tells(said | {"acceptedSuggestions": [{"id": one["uuid"]}]})
    assert answer.status_code == 200
    assert case_of(card, look).closed_at is None
    page = nora.page(f"/clinic/cases/{card['uuid']}")
    assert "Note: “We will contact the patient”, in the record system Elder Records" in page


ELSEWHERE = "https://elsewhere.example"
OTHERS = [
    ({"overrideReason": None}, ""),
    ({"overrideReason": {"userComment": "Later"}}, "Later"),
    ({"code": "d7ecf885", "system": ELSEWHERE}, "d7ecf885: A move"),
    ({"code": "known-cause", "system": ELSEWHERE}, "known-cause: A move"),
    ({"code": "made-up"}, "A move"),
]


def test_any_other_reason_is_noted(system, card, look):
    for minute, (said, _) in enumerate(OTHERS):
        at = f"2026-04-27T15:{minute:02}:00Z"
        assert system.tells(overridden(card, **said, outcomeTimestamp=at)).status_code == 200
    assert case_of(card, look).closed_at is None
    events = look(select(CaseEvent))
    assert {(event.kind, event.code) for event in events} == {("note", "overridden")}
    assert sorted(event.note for event in events) == sorted(note for _, note in OTHERS)


def test_an_emergency_is_closed_only_with_what_was_done(system, ana, cast, look):
    ana.checked_in(TODAY, 3, reports=["unsafe"])
    [card] = system.calls(system.view(cast.ana)).json["cards"]
    system.tells(overridden(card, comment=""))
    assert look(select(Request.closed_at)) == [None]
    system.tells(overridden(card, comment="They are here", outcomeTimestamp="2026-04-27T15:01Z"))
    assert look(select(Request.closed_at)) != [None]


def test_it_counts_once_however_often_it_is_sent(system, card, look):
    for at in (AT, AT, "2026-04-27T17:00:00+02:00"):
        system.tells(overridden(card, outcomeTimestamp=at))
    assert len(look(select(CaseEvent))) == 1
    assert len(look(select(AuditEvent).where(AuditEvent.name == "case.closed"))) == 1


def test_what_was_typed_is_sealed(system, card, app):
    system.tells(overridden(card, comment="Her mother died"))
    with app.extensions["db"].engine.connect() as raw:
        assert "Her mother died" not in str(
            raw.exec_driver_sql("SELECT note FROM case_event").all()
        )


def test_a_card_of_nobodys_is_not_found_and_nothing_is_half_taken(system, card, look, app, cast):
    refused = system.tells(overridden(card), {**overridden(card), "card": "made-up"})
    assert refused.status_code == 404
    assert "feedback[1].card" in refused.json["error"]["message"]
    assert look(select(CaseEvent)) == []
    elm = system_of(app, cast, "elm")
    assert elm.tells(overridden(card)).status_code == 404


FAULTS = [
    ({"card": None}, "feedback[0].card"),
    ({"outcome": "ignored"}, "feedback[0].outcome"),
    ({"outcomeTimestamp": "yesterday"}, "feedback[0].outcomeTimestamp"),
    ({"outcomeTimestamp": "2026-04-27T15:00:00"}, "feedback[0].outcomeTimestamp"),
    ({"outcomeTimestamp": "0001-01-01T00:00:00+14:00"}, "feedback[0].outcomeTimestamp"),
    ({"overrideReason": "no"}, "feedback[0].overrideReason"),
    ({"overrideReason": {"reason": {}}}, "feedback[0].overrideReason.reason.code"),
    ({"comment": "a" * (LONGEST_NOTE + 1)}, "feedback[0].overrideReason.userComment"),
    ({"comment": "\ud800"}, "feedback[0].overrideReason.userComment"),
]


def test_it_names_the_field_at_fault(system, card, look):
    for changes, field in FAULTS:
        refused = system.tells(overridden(card, **changes))
        assert refused.status_code == 422, changes
        assert [fault["field"] for fault in refused.json["error"]["fields"]] == [field]
    assert look(select(CaseEvent)) == []


def test_it_wants_a_list(system):
    for body in ({}, {"feedback": {}}, {"feedback": []}, {"feedback": [{}] * 51}):
        refused = system.calls(body, f"{system.service}/feedback")
        assert refused.status_code == 422
        assert "feedback" in [fault["field"] for fault in refused.json["error"]["fields"]]


def test_it_takes_no_signature_that_was_for_the_service(system, card):
    token = system.signed(system.service)
    assert system.tells(overridden(card), token=token).status_code == 401


def test_a_long_comment_is_kept_whole(system, card, look):
    system.tells(overridden(card, comment="é" * LONGEST_NOTE))
    assert look(select(CaseEvent))[0].note == "é" * LONGEST_NOTE
