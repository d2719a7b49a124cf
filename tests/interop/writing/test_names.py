"""What the sender calls a check-in tells a second try from news."""

import json

from pwa.care import enrol
from pwa.store.tables import CheckIn, Quarantine
from tests.care.conftest import BLANK, TODAY, ana, treated  # noqa: F401
from tests.interop import sent
from tests.interop.program import program_of
from tests.interop.sent import HERE, MRN, OURS, faults, outcomes
from tests.items import SEVERE, WELL

DIFFICULT = sent.item("difficulty", {"valueInteger": 1})


def test_a_second_try_is_free(send, rows):
    first = send()
    again = send(meta={"source": "try-2"}, authored="2026-04-27T14:00:00.5Z")
    assert (again.status_code, again.json, again.headers["ETag"]) == (
        200,
        first.json,
        first.headers["ETag"],
    )
    assert len(rows(CheckIn)) == 1
    assert outcomes(rows) == {"new": 1, "identical": 1}


def test_other_answers_by_the_same_name_are_kept_for_staff(send, rows, cast):
    send()
    answer = send(WELL)
    assert answer.status_code == 409
    assert answer.json["issue"][0]["code"] == "conflict"
    (row,) = rows(CheckIn)
    assert row.answers == SEVERE
    (kept,) = rows(Quarantine)
    assert json.loads(kept.body)["answers"] == WELL
    assert outcomes(rows) == {"new": 1, "conflict": 1}


def test_another_moment_or_fewer_answers_are_other_content(send, rows):
    send()
    assert send(authored="2026-04-27T10:00:01-04:00").status_code == 409
    assert send([*SEVERE[:6], None]).status_code == 409
    assert send(item=[*sent.response("")["item"], DIFFICULT]).status_code == 409
    assert len(rows(CheckIn)) == 1


def test_one_name_is_of_one_patient(send, session, rows, cast):
    other = enrol.add_patient(session, cast.oak, "Amy Ash")
    session.commit()
    send()
    assert send(subject={"reference": f"Patient/{other.id}"}).status_code == 409
    assert [row.patient_id for row in rows(CheckIn)] == [cast.ana]
    assert [row.patient_id for row in rows(Quarantine)] == [other.id]


def test_two_systems_may_use_one_name(send, rows, app, cast):
    send()
    other = program_of(app, cast, name="Another").signs_in()
    assert other.post(HERE, json=sent.response(cast.ana, WELL)).status_code == 201
    assert len(rows(CheckIn)) == 2


def test_without_a_name_nothing_is_taken(send, rows):
    answer = send(identifier=None)
    assert (answer.status_code, faults(answer)) == (422, ["QuestionnaireResponse.identifier"])
    assert rows(CheckIn) == []
    assert outcomes(rows) == {"invalid": 1}


def test_a_condition_is_a_name_too(send, rows):
    condition = {"If-None-Exist": f"identifier={MRN}|4711"}
    assert send(headers=condition, identifier=None).status_code == 201
    found = send(WELL, headers=condition)
    assert found.status_code == 200
    assert found.json["item"][-1]["answer"] == [{"valueInteger": 16}]
    assert len(rows(CheckIn)) == 1
    other = send(headers=condition, identifier={"system": MRN, "value": "4712"})
    assert faults(other) == ["QuestionnaireResponse.identifier"]


def test_a_condition_that_is_no_name_is_refused(send):
    for no_name in (
        "identifier=4711",
        "status=completed",
        "identifier=|1",
        f"identifier={MRN}|%00",
    ):
        assert send(headers={"If-None-Exist": no_name}).status_code == 400


def test_a_condition_shows_nothing_to_who_may_only_write(app, cast, clock, send, rows):
    send()
    (row,) = rows(CheckIn)
    writer = program_of(app, cast, scopes=["system/QuestionnaireResponse.c"])
    writer.signs_in("system/QuestionnaireResponse.c")
    condition = {"If-None-Exist": f"identifier={OURS}|urn:uuid:{row.id}"}
    said = sent.response(cast.ana, WELL, identifier=None)
    found = writer.post(HERE, json=said, headers=condition)
    assert (found.status_code, found.data) == (200, b"")


def test_what_we_gave_is_known_when_it_comes_back(treated, program, rows):  # noqa: F811
    treated.checks_in(TODAY, BLANK, difficulty=2, reports=["craving"])
    before = len(rows(CheckIn))
    for row in rows(CheckIn):
        given = program.get(f"{HERE}/{row.id}").json
        assert given["identifier"]["value"] == f"urn:uuid:{row.id}"
        answer = program.post(HERE, json=given)
        assert (answer.status_code, answer.json) == (200, given)
    assert len(rows(CheckIn)) == before
    changed = given | {"authored": "2026-04-27T10:00:01-04:00"}
    assert program.post(HERE, json=changed).status_code == 409


def test_what_one_system_brought_is_known_when_another_sends_it_back(send, rows, app, cast):
    given = send().json
    other = program_of(app, cast, name="Another").signs_in()
    assert other.post(HERE, json=given).status_code == 200
    assert len(rows(CheckIn)) == 1


def test_a_name_of_ours_from_elsewhere_is_a_name_like_any_other(send, rows):
    name = {"system": OURS, "value": "urn:uuid:9f2f9c3c-3a55-4b5e-9d55-0d9b8b5f4a11"}
    answer = send(identifier=name)
    assert (answer.status_code, answer.json["identifier"]) == (201, name)
    assert send(identifier=name).status_code == 200
