"""A record system sends a treatment: by the rules that hold for staff, and once."""

import pytest
from sqlmodel import select

from pwa.care import treatment
from pwa.store.tables import AuditEvent, SyncOutcome, Treatment
from tests.care.conftest import Life, ago
from tests.cast import PASSWORD
from tests.clinic.nurse import Nurse
from tests.interop import sent
from tests.interop.program import program_of
from tests.interop.sent import MRN, faults
from tests.items import SEVERE

HERE = "/fhir/Procedure"


@pytest.fixture
def program(app, cast, clock):
    return program_of(app, cast, name="Meadow Records").signs_in()


@pytest.fixture
def life(session, cast, clock):
    return Life(session, cast.oak, cast.ana)


@pytest.fixture
def send(program, cast):
    def post(on="2026-04-20", kind="booster", headers=(), **more):
        said = sent.procedure(cast.ana, on, kind, **more)
        return program.post(HERE, json=said, headers=dict(headers))

    return post


def test_it_is_a_treatment_from_that_system(send, life, program, cast):
    answer = send()
    assert answer.status_code == 201
    (row,) = life.rows(Treatment)
    assert (row.on, row.kind, row.planned, row.source) == (ago(7), "booster", False, "client")
    assert row.origin == {"client": program.id, "system": MRN, "value": "p-1"}
    assert row.confirmed_at is not None
    assert answer.headers["Location"].endswith(f"/Procedure/{row.id}")
    assert {"system": MRN, "value": "p-1"} in answer.json["identifier"]
    events = life.s.exec(select(AuditEvent).where(AuditEvent.actor_id == program.id)).all()
    told = {event.name: event.details for event in events}
    assert told["treatment.recorded"] == {"treatment": row.id}
    assert told["fhir.written"] == {"kind": "Procedure", "count": 1}


def test_it_answers_what_was_asked_before(send, life):
    life.checks_in(ago(9), SEVERE)
    assert life.asked()
    send()
    assert life.asked() is None


def test_a_second_try_is_free_and_brings_back_nothing(send, life):
    first = send()
    assert (send().status_code, send().json) == (200, first.json)
    (row,) = life.rows(Treatment)
    treatment.remove(life.s, row)
    life.s.commit()
    again = send()
    assert (again.status_code, again.json["status"]) == (200, "entered-in-error")
    assert [one.removed_at is None for one in life.rows(Treatment)] == [False]


def test_other_content_by_the_same_name_is_a_conflict(send, life):
    send()
    for change in ({"on": "2026-04-19"}, {"kind": "induction"}, {"status": "entered-in-error"}):
        assert send(**change).status_code == 409
    (row,) = life.rows(Treatment)
    assert (row.on, row.kind) == (ago(7), "booster")
    counted = {one.outcome: one.count for one in life.s.exec(select(SyncOutcome))}
    life.s.commit()
    assert counted == {"new": 1, "conflict": 3}


def test_a_day_has_one(send, life):
    life.is_treated(ago(7))
    assert send().status_code == 409
    assert send(on="2026-04-19").status_code == 201


def test_what_we_gave_is_known_when_it_comes_back(send, program, life):
    life.is_treated(ago(20), "induction", planned=True)
    send()
    for row in life.rows(Treatment):
        given = program.get(f"{HERE}/{row.id}").json
        answer = program.post(HERE, json=given)
        assert (answer.status_code, answer.json) == (200, given)
    assert len(life.rows(Treatment)) == 2


def test_a_period_counts_on_the_day_it_begins(send, life):
    period = {"start": "2026-04-20T23:30:00-04:00", "end": "2026-04-21T00:30:00-04:00"}
    assert send(performedDateTime=None, performedPeriod=period).status_code == 201
    assert life.rows(Treatment)[0].on == ago(7)


def test_each_fault_is_named(send, life):
    assert faults(send(on="2026-04-28")) == ["Procedure.performedDateTime"]
    assert faults(send(on="1989-12-31")) == ["Procedure.performedDateTime"]
    assert faults(send(on="2026-04-27T11:03:00-04:00")) == ["Procedure.performedDateTime"]
    assert faults(send(status="in-progress")) == ["Procedure.status"]
    assert faults(send(status="entered-in-error")) == ["Procedure.status"]
    assert faults(send(kind="top-up")) == ["Procedure.code"]
    assert faults(send(identifier=[])) == ["Procedure.identifier"]
    assert faults(send(identifier=[{"value": "p-1"}])) == ["Procedure.identifier[0].system"]
    assert set(faults(send(subject=None, performedDateTime="2026"))) == {
        "Procedure.subject",
        "Procedure.performedDateTime",
    }
    assert life.rows(Treatment) == []


def test_staff_see_where_it_comes_from(send, program, app, cast, life):
    send()
    program.post("/fhir/QuestionnaireResponse", json=sent.response(cast.ana))
    nora = Nurse(app.test_client())
    nora.sign_in("nora@oak.example", PASSWORD)
    page = nora.page(f"/clinic/patients/{cast.ana}")
    assert "from a record system: Meadow Records" in page
    assert "(from Meadow Records)" in page
    told = nora.page(f"/clinic/patients/{cast.ana}/timeline")
    assert "16 (severe), from a record system Meadow Records" in told
    assert "Booster, from a record system Meadow Records" in told
