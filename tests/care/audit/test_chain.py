"""The chain: declared events only, one after the other, and any change of one is found."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, insert, literal, update
from sqlmodel import select

from pwa.care import audit, erase
from pwa.care.audit import Actor, Broken, Head
from pwa.care.audit.link import hash_of
from pwa.store.db import enter
from pwa.store.tables import AuditEvent, Clinic, Patient
from tests.conftest import NOW


@pytest.fixture
def nora(cast):
    return Actor("staff", cast.nora, cast.oak)


@pytest.fixture
def omar(cast):
    return Actor("staff", cast.omar, cast.elm)


@pytest.fixture
def told(session, nora, omar, cast):
    """Five links of Oak's chain, with one of Elm's between them."""
    for number in range(1, 6):
        audit.record(session, nora, "thresholds.published", None, number=number)
        if number == 3:
            enter(session, cast.elm)
            audit.record(session, omar, "patient.viewed", cast.ben, page="patient")
            enter(session, cast.oak)
    session.commit()
    return audit.head(session, cast.oak)


def test_it_holds_and_each_clinic_has_its_own(session, cast, told):
    assert told.seq == 5
    assert audit.verify(session, cast.oak) == told
    enter(session, cast.elm)
    assert audit.verify(session, cast.elm).seq == 1


def test_a_clinic_without_events_has_a_head_of_zeros(session, cast):
    assert audit.verify(session, cast.oak) == Head(0, "0" * 64)


def test_it_says_who_did_what_and_when(session, clock, cast, nora):
    audit.record(session, nora, "contact.recorded", cast.ana, contact="c1", outcome="reached")
    session.commit()
    event = session.exec(select(AuditEvent)).one()
    assert (event.name, event.actor, event.actor_id) == ("contact.recorded", "staff", cast.nora)
    assert event.subject_id == cast.ana
    assert event.details == {"contact": "c1", "outcome": "reached"}
    assert event.at.isoformat() == "2026-04-27T15:00:00+00:00"


UNDECLARED = [
    ("patient.admired", {}),
    ("contact.recorded", {"contact": "c1"}),
    ("patient.viewed", {"note": "late"}),
    ("contact.recorded", {"contact": "c1", "outcome": "She said " + "that " * 30}),
    ("contact.recorded", {"contact": "c1", "outcome": {"code": "reached"}}),
    ("patient.changed", {"fields": ["name", 0.5]}),
]


def test_it_refuses_what_is_not_declared(session, cast, nora):
    for name, details in UNDECLARED:
        with pytest.raises(ValueError, match=name):
            audit.record(session, nora, name, cast.ana, **details)


OAK = select(Clinic.id).where(Clinic.name == "Oak Clinic").scalar_subquery()


def link(seq):
    return (AuditEvent.clinic_id == OAK, AuditEvent.seq == seq)


def changed(at_seq=3, **values):
    return update(AuditEvent).where(*link(at_seq)).values(**values)


def deleted(seq):
    return delete(AuditEvent).where(*link(seq))


def put_between():
    copied = [column for column in AuditEvent.__table__.c if column.name not in ("id", "seq")]
    chosen = select(literal("new"), literal(4), *copied).where(*link(3))
    return insert(AuditEvent).from_select(["id", "seq", *(c.name for c in copied)], chosen)


TAMPERING = {
    "another time": (3, "was changed", [changed(at=NOW)]),
    "another actor": (3, "was changed", [changed(actor_id="x")]),
    "another name": (3, "was changed", [changed(name="patient.viewed")]),
    "another subject": (3, "was changed", [changed(subject_id="x")]),
    "other details": (3, "was changed", [changed(details={"number": 4})]),
    "another hash": (3, "was changed", [changed(hash="0" * 64)]),
    "one deleted": (3, "is missing", [deleted(3)]),
    "the first deleted": (1, "is missing", [deleted(1)]),
    "two swapped": (
        *(2, "does not follow the one before it"),
        [changed(2, seq=30), changed(3, seq=2), changed(30, seq=3)],
    ),
    "one put between": (
        *(4, "does not follow the one before it"),
        [changed(5, seq=6), changed(4, seq=5), put_between()],
    ),
}


def test_it_names_the_first_link_that_was_tampered_with(session, cast, told):
    for how, (seq, why, statements) in TAMPERING.items():
        for statement in statements:
            session.execute(statement)
        assert audit.verify(session, cast.oak) == Broken(seq, why), how
        enter(session, cast.elm)
        assert isinstance(audit.verify(session, cast.elm), Head), how
        session.rollback()
        enter(session, cast.oak)
    assert audit.verify(session, cast.oak) == told


def test_a_link_whose_hash_was_made_anew_breaks_the_next(session, cast, told):
    third = select(AuditEvent).where(AuditEvent.clinic_id == cast.oak, AuditEvent.seq == 3)
    event = session.exec(third).one()
    event.actor_id = "somebody-else"
    event.hash = hash_of(event)
    session.commit()
    assert audit.verify(session, cast.oak) == Broken(4, "does not follow the one before it")


def test_a_head_that_was_written_down_shows_what_was_cut_off(session, cast, told):
    session.execute(deleted(5))
    assert isinstance(audit.verify(session, cast.oak), Head)
    assert audit.verify(session, cast.oak, told).seq == 5


def test_a_head_that_was_written_down_shows_a_chain_made_anew(session, cast, told, nora):
    session.execute(delete(AuditEvent).where(AuditEvent.clinic_id == cast.oak))
    for number in range(6):
        audit.record(session, nora, "thresholds.published", None, number=number)
    session.commit()
    assert isinstance(audit.verify(session, cast.oak), Head)
    assert audit.verify(session, cast.oak, told) == Broken(
        5, "is not the one that was written down"
    )


def test_what_is_rolled_back_leaves_no_link(session, cast, told, nora):
    audit.record(session, nora, "patient.viewed", cast.ana, page="patient")
    session.rollback()
    assert audit.verify(session, cast.oak) == told


def test_many_writers_make_one_chain(app, cast, nora):
    def write(number: int) -> None:
        with app.extensions["db"].session(clinic_id=cast.oak) as s:
            audit.record(s, nora, "thresholds.published", None, number=number)
            s.commit()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(60)))
    with app.extensions["db"].session(clinic_id=cast.oak) as s:
        assert audit.verify(s, cast.oak).seq == 60


def test_an_erased_patient_leaves_a_chain_that_holds(session, cast, nora):
    audit.record(session, nora, "patient.viewed", cast.ana, page="patient")
    erase.erase(session, session.get_one(Patient, (cast.oak, cast.ana)))
    audit.record(session, nora, "patient.erased", cast.ana)
    session.commit()
    assert audit.verify(session, cast.oak).seq == 2
