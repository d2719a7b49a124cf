"""A record system sends a check-in: it asks for what a phone's would."""

from pwa.store.tables import AdviceRecord, AuditEvent, CheckIn, Quarantine, Request
from tests.care.conftest import BLANK, TODAY
from tests.interop import sent
from tests.interop.sent import BASE, MRN, faults, outcomes
from tests.items import SEVERE, WELL


def test_it_is_a_check_in_with_advice_and_a_request(send, rows, program, cast):
    answer = send(authored="2026-04-27T10:00:00-04:00")
    assert answer.status_code == 201
    (row,) = rows(CheckIn)
    assert (row.on, row.answers, row.offset_minutes) == (TODAY, SEVERE, -240)
    assert row.origin == {"client": program.id, "system": MRN, "value": "4711"}
    assert [one.trigger_id for one in rows(AdviceRecord)] == [row.id]
    assert [one.rule for one in rows(Request)] == ["severe-score"]
    assert outcomes(rows) == {"new": 1}
    assert answer.headers["Location"] == f"{BASE}/QuestionnaireResponse/{row.id}"
    assert answer.headers["ETag"].startswith('W/"')
    assert answer.json["identifier"] == {"system": MRN, "value": "4711"}
    assert answer.json["item"][-1]["answer"] == [{"valueInteger": 16}]


def test_it_is_on_record_who_wrote(send, rows, program, cast):
    send()
    send()
    written = [row for row in rows(AuditEvent) if row.name == "fhir.written"]
    assert {(row.actor, row.actor_id, row.subject_id) for row in written} == {
        ("client", program.id, cast.ana)
    }
    kind = "QuestionnaireResponse"
    assert [row.details for row in written] == [{"kind": kind, "count": n} for n in (1, 0)]


def test_another_of_the_day_is_amended(send, rows):
    send()
    answer = send(WELL, identifier={"system": MRN, "value": "4712"})
    assert answer.status_code == 201
    assert outcomes(rows) == {"new": 1, "amended": 1}


def test_a_blank_needs_no_total_and_no_full_status(send, rows):
    answer = send(BLANK)
    assert (answer.status_code, answer.json["status"]) == (201, "stopped")
    assert rows(CheckIn)[0].answers == BLANK


def test_the_day_alone_will_do(send, rows):
    assert send(authored="2026-04-24").status_code == 201
    assert send(authored="2026-04-24").status_code == 200
    (row,) = rows(CheckIn)
    assert (row.on.isoformat(), row.day_uncertain) == ("2026-04-24", False)


def test_a_day_that_cannot_be_is_refused_and_not_corrected(send, rows):
    a_little_ahead, tomorrow_there = "2026-04-27T11:03:00-04:00", "2026-04-28T00:30:00+10:00"
    for authored in ("2026-04-28", a_little_ahead, tomorrow_there, "2019-01-01"):
        answer = send(authored=authored)
        assert (answer.status_code, faults(answer)) == (422, ["QuestionnaireResponse.authored"])
    assert rows(CheckIn) == []


def test_every_fault_is_named_and_nothing_is_kept(send, rows):
    items = sent.response("")["item"]
    items[3]["answer"] = [{"valueInteger": 7}]
    answer = send(item=items, authored="soon", subject={"reference": "Patient/nobody"})
    assert answer.status_code == 422
    assert set(faults(answer)) == {
        "QuestionnaireResponse.subject.reference",
        "QuestionnaireResponse.authored",
        "QuestionnaireResponse.item[3].answer[0].valueInteger",
    }
    assert (rows(CheckIn), rows(Quarantine), rows(Request)) == ([], [], [])
