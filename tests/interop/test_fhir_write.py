"""A record system sends a check-in: it counts once, and it asks for what a phone's would."""

import json

import pytest
from sqlmodel import select

from pwa.care import enrol
from pwa.interop.fhir.patient import numbers
from pwa.store.tables import (
    AdviceRecord,
    AuditEvent,
    CheckIn,
    Patient,
    Quarantine,
    Request,
    SyncOutcome,
)
from pwa.web.limits import API_BYTES
from tests.care.conftest import BLANK, TODAY, ana, treated  # noqa: F401
from tests.interop import sent
from tests.interop.program import program_of
from tests.interop.sent import BASE, MRN
from tests.items import SEVERE, WELL

DIFFICULT = sent.item("difficulty", {"valueInteger": 1})
HERE = "/fhir/QuestionnaireResponse"
OURS = "urn:ietf:rfc:3986"


@pytest.fixture
def program(app, cast, clock):
    return program_of(app, cast).signs_in()


@pytest.fixture
def rows(session):
    """Every row of a table in Oak, as the app has left it."""

    def of(table):
        found = session.exec(select(table)).all()
        session.commit()
        return found

    return of


@pytest.fixture
def send(program, cast):
    """Send a response of Ana's; the answer."""

    def post(answers=SEVERE, headers=(), **more):
        said = sent.response(cast.ana, answers, **more)
        return program.post(HERE, json=said, headers=dict(headers))

    return post


def outcomes(rows) -> dict[str, int]:
    return {row.outcome: row.count for row in rows(SyncOutcome)}


def faults(answer) -> list[str]:
    assert answer.json["resourceType"] == "OperationOutcome"
    return [path for issue in answer.json["issue"] for path in issue.get("expression", [])]


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


def test_another_of_the_day_is_amended(send, rows):
    send()
    answer = send(WELL, identifier={"system": MRN, "value": "4712"})
    assert answer.status_code == 201
    assert outcomes(rows) == {"new": 1, "amended": 1}


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


class TestWhose:
    @pytest.fixture
    def number(self, session, cast):
        """Ana has a number at the clinic; so has Ben, at another one."""
        row = session.get_one(Patient, (cast.oak, cast.ana))
        enrol.edit_patient(session, row, reference="A-17")
        session.commit()
        return {"system": numbers(BASE, cast.oak), "value": "A-17"}

    def test_it_is_found_by_number_by_id_and_by_both(self, send, number, cast):
        named = f"{number['system']}|A-17"
        ways = [
            {"identifier": number},
            {"identifier": {"system": OURS, "value": f"urn:uuid:{cast.ana.upper()}"}},
            {"reference": f"{BASE}/Patient/{cast.ana}"},
            {"reference": f"Patient/{cast.ana}", "identifier": number},
            {"reference": f"Patient?identifier={named}"},
            {"reference": f"Patient?identifier={named.replace('|', '%7C')}"},
        ]
        assert [send(subject=way).status_code for way in ways] == [201, *[200] * 5]

    def test_nobody_elses_is(self, send, number, cast, rows):
        ways = [
            {"reference": f"Patient/{cast.ben}"},
            {"reference": "Patient/"},
            {"reference": f"Practitioner/{cast.ana}"},
            {"reference": f"https://elsewhere.example/fhir/Patient/{cast.ana}"},
            {"reference": "Patient?identifier=A-17"},
            {"reference": 7},
            {"identifier": number | {"system": numbers(BASE, cast.elm)}},
            {"identifier": number | {"system": "https://ehr.example"}},
            {"identifier": number | {"value": "A-18"}},
            {"identifier": {"value": "A-17"}},
            {"display": "Ana Alder"},
            None,
        ]
        for way in ways:
            answer = send(subject=way)
            assert answer.status_code == 422
            assert all(one.startswith("QuestionnaireResponse.subject") for one in faults(answer))
        assert rows(CheckIn) == []

    def test_two_who_share_a_number_are_told_apart_by_nobody(
        self, send, session, number, cast, program
    ):
        other = enrol.add_patient(session, cast.oak, "Amy Ash", reference="A-17")
        session.commit()
        assert faults(send(subject={"identifier": number})) == [
            "QuestionnaireResponse.subject.identifier"
        ]
        both = {"reference": f"Patient/{other.id}", "identifier": number}
        assert send(subject=both).status_code == 422
        said = {"resourceType": "Patient", "identifier": [number]}
        assert faults(program.post("/fhir/Patient", json=said)) == ["Patient.identifier"]

    def test_a_reference_and_a_number_of_two_patients_are_refused(
        self, send, session, number, cast
    ):
        other = enrol.add_patient(session, cast.oak, "Amy Ash", reference="A-18")
        session.commit()
        both = {"reference": f"Patient/{other.id}", "identifier": number}
        assert faults(send(subject=both)) == ["QuestionnaireResponse.subject"]

    def test_who_has_left_sends_nothing(self, send, session, cast):
        enrol.archive_patient(session, session.get_one(Patient, (cast.oak, cast.ana)))
        session.commit()
        assert faults(send()) == ["QuestionnaireResponse.subject.reference"]

    def test_a_patient_is_matched_and_never_made(self, program, number, rows, cast):
        def match(*names, **more):
            said = {"resourceType": "Patient", "identifier": list(names)} | more
            return program.post("/fhir/Patient", json=said)

        theirs = {"system": "https://ehr.example/mrn", "value": "007"}
        found = match(theirs, number, name=[{"text": "Somebody"}])
        assert (found.status_code, found.json["id"]) == (200, cast.ana)
        assert found.headers["Location"] == f"{BASE}/Patient/{cast.ana}"
        other = match(theirs)
        assert (other.status_code, faults(other)) == (422, ["Patient.identifier"])
        assert match().status_code == 422
        looks = [row for row in rows(AuditEvent) if row.name == "fhir.searched"]
        assert [row.subject_id for row in looks] == [cast.ana]


WRONG = [
    (b"{", {}, 400),
    (b'{"resourceType": "Procedure"}', {}, 400),
    (b"<QuestionnaireResponse/>", {"Content-Type": "application/fhir+xml"}, 415),
    (b"{}", {"Accept": "application/fhir+xml"}, 406),
    (b"{}", {"Authorization": ""}, 401),
    (b" " * (API_BYTES + 1), {}, 413),
]


def test_whatever_is_wrong_is_told_as_an_outcome(program):
    for said, headers, status in WRONG:
        usual = {"Content-Type": "application/fhir+json"}
        answer = program.open(HERE, "POST", data=said, headers=usual | headers)
        assert answer.status_code == status
        assert answer.json["resourceType"] == "OperationOutcome"


def test_nothing_is_changed_from_outside(program):
    for kind in ("QuestionnaireResponse", "Procedure", "Patient"):
        for method in ("PUT", "PATCH", "DELETE"):
            answer = program.open(f"/fhir/{kind}/1", method, json={"resourceType": kind})
            assert (answer.status_code, answer.json["resourceType"]) == (405, "OperationOutcome")


def test_who_may_only_read_does_not_write(app, cast, clock):
    reader = program_of(app, cast).signs_in("system/*.rs")
    assert reader.post(HERE, json=sent.response(cast.ana)).status_code == 403


def test_it_gives_back_what_is_preferred(send):
    preferences = {
        "return=minimal": None,
        "respond-async, return=minimal": None,
        "return=OperationOutcome": "OperationOutcome",
        "return=representation": "QuestionnaireResponse",
    }
    for place, (preference, kind) in enumerate(preferences.items()):
        name = {"system": MRN, "value": str(place)}
        answer = send(identifier=name, headers={"Prefer": preference})
        assert (answer.status_code, "Location" in answer.headers) == (201, True)
        assert (answer.json["resourceType"] if answer.data else None) == kind
