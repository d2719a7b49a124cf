"""What staff see and do is on the audit trail, in the same transaction, by whom."""

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from pwa.care import audit, treatment
from pwa.store.tables import AuditEvent, Treatment
from tests.cast import PASSWORD
from tests.clinic.nurse import Nurse
from tests.clinic.story import ago


@pytest.fixture
def told(look, cast):
    """What Oak's trail says since the last time, newest last: name, actor, subject, details."""
    seen = [0]

    def told():
        chosen = select(AuditEvent).where(AuditEvent.clinic_id == cast.oak)
        events = look(chosen.where(AuditEvent.seq > seen[0]).order_by(AuditEvent.seq))
        seen[0] += len(events)
        return [(e.name, e.actor_id, e.subject_id, e.details) for e in events]

    return told


def test_it_says_who_looked_at_whom(nora, told, cast):
    told()
    nora.page(f"/clinic/patients/{cast.ana}")
    nora.page(f"/clinic/patients/{cast.ana}/plan")
    assert told() == [
        ("patient.viewed", cast.nora, cast.ana, {"page": "patient"}),
        ("patient.viewed", cast.nora, cast.ana, {"page": "plan-sheet"}),
    ]


def test_it_says_nothing_of_what_nobody_saw(nora, omar, told, cast):
    told()
    omar.get(f"/clinic/patients/{cast.ana}")
    nora.get("/clinic/patients/nobody")
    nora.refused(f"/clinic/patients/{cast.ana}/treatments/new", on="", kind="")
    assert told() == []


def test_it_says_what_was_done_with_it(nora, told, look, cast):
    told()
    fields = {"on": ago(1).isoformat(), "kind": "booster"}
    nora.done(f"/clinic/patients/{cast.ana}/treatments/new", **fields)
    [made] = look(select(Treatment))
    first = ("treatment.recorded", cast.nora, cast.ana, {"treatment": made.id})
    view = ("patient.viewed", cast.nora, cast.ana, {"page": "patient"})
    assert told() == [first, view]


def test_it_names_the_fields_that_changed_and_not_what_they_say(nora, told, cast):
    told()
    fields = {"name": "Ana Ash", "phone": "+1 555 010 0112", "language": "en"}
    nora.done(f"/clinic/patients/{cast.ana}/edit", **fields)
    name, _, subject, details = told()[0]
    assert (name, subject, details) == (
        *("patient.changed", cast.ana),
        {"fields": ["name", "phone"]},
    )


def test_what_is_not_done_is_not_told(nora, told, look, cast, monkeypatch):
    """The event is of the same transaction."""
    told()

    def fail(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(audit, "record", fail)
    fields = {"on": ago(1).isoformat(), "kind": "booster"}
    assert nora.post(f"/clinic/patients/{cast.ana}/treatments/new", **fields).status_code == 500
    assert look(select(Treatment)) == []
    monkeypatch.undo()
    monkeypatch.setattr(treatment, "record", fail)
    assert nora.post(f"/clinic/patients/{cast.ana}/treatments/new", **fields).status_code == 500
    assert told() == []


LOCKED = OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))


@pytest.mark.parametrize(("error", "status"), [(RuntimeError(), 500), (LOCKED, 503)])
def test_no_page_is_shown_that_leaves_no_trace(nora, cast, monkeypatch, error, status):
    def fail(*_args, **_kwargs):
        raise error

    monkeypatch.setattr(audit, "record", fail)
    response = nora.get(f"/clinic/patients/{cast.ana}")
    assert response.status_code == status
    assert "Ana" not in response.text


def test_it_tells_a_sign_in_from_an_attempt(app, told, cast, clock):
    told()
    nurse = Nurse(app.test_client())
    nurse.sign_in("nora@oak.example", "not her password")
    nurse.sign_in("nobody@oak.example", "not a password")
    assert told() == [("sign-in.attempted", cast.nora, cast.nora, {})]
    nurse.sign_in(" Nora@oak.example", PASSWORD)
    nurse.post("/clinic/sign-out")
    assert [event[0] for event in told()] == [
        *("sign-in.attempted", "sign-in.succeeded", "signed-out"),
    ]


def test_nothing_in_the_chain_names_anybody(nora, session, cast):
    nora.page(f"/clinic/patients/{cast.ana}")
    nora.done(f"/clinic/patients/{cast.ana}/erase", name="Ana Alder")
    written = repr(session.exec(select(AuditEvent)).all())
    assert not [word for word in ("Ana", "Nora", "oak.example") if word in written]
    assert audit.verify(session, cast.oak).seq > 3
