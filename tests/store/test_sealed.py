"""What is sealed is read in its own row, with its key, and nowhere else."""

import pytest
from sqlalchemy import String, type_coerce, update
from sqlmodel import col, select

from pwa.data_keys import data_keys, new
from pwa.store import keyring
from pwa.store.db import enter
from pwa.store.keyring import Unreadable, is_sealed, key_of
from pwa.store.sealed import Closed, columns_of
from pwa.store.tables import Contact, Owned, Patient
from tests.cast import ENROLLED
from tests.conftest import SECRET_KEY

RAW = type_coerce(col(Patient.phone), String)


@pytest.fixture(autouse=True)
def _keys():
    yield
    keyring.use(data_keys("", SECRET_KEY))


def raw(s, patient_id):
    return s.execute(select(RAW).where(Patient.id == patient_id)).scalar_one()


def put_raw(s, patient_id, text):
    s.execute(update(Patient).where(col(Patient.id) == patient_id).values(phone=Closed(text)))
    s.commit()


def phone_of(s, cast):
    s.expire_all()
    return s.get_one(Patient, (cast.oak, cast.ana)).phone


def test_it_lies_sealed_in_the_database_and_is_read_in_clear(session, cast):
    stored = raw(session, cast.ana)
    assert is_sealed(stored)
    assert "555" not in stored
    assert phone_of(session, cast) == "+1 555 010 0111"


def test_what_is_empty_stays_empty(session, cast):
    email = select(type_coerce(col(Patient.email), String)).where(Patient.id == cast.ana)
    assert session.execute(email).scalar_one() == ""
    assert session.exec(select(Patient.id).where(Patient.email == "")).all()


def test_a_change_is_sealed_anew_and_nothing_else_is_written(session, cast):
    before = raw(session, cast.ana)
    patient = session.get_one(Patient, (cast.oak, cast.ana))
    patient.language = "fr"
    session.commit()
    assert raw(session, cast.ana) == before
    patient.phone = "+1 555 010 0199"
    session.commit()
    assert raw(session, cast.ana) != before
    assert phone_of(session, cast) == "+1 555 010 0199"


def test_a_value_moved_to_another_row_does_not_open(session, cast):
    stored = raw(session, cast.ana)
    enter(session, cast.elm)
    put_raw(session, cast.ben, stored)
    with pytest.raises(Unreadable, match="moved from its row"):
        session.exec(select(Patient).where(Patient.id == cast.ben)).one()


def test_a_value_moved_to_another_column_does_not_open(session, cast):
    swapped = update(Patient).where(col(Patient.id) == cast.ana).values(email=col(Patient.phone))
    session.execute(swapped)
    session.commit()
    session.expire_all()
    with pytest.raises(Unreadable):
        session.get_one(Patient, (cast.oak, cast.ana))


def test_an_altered_value_does_not_open(session, cast):
    stored = raw(session, cast.ana)
    other = "A" if stored[-10] != "A" else "B"
    put_raw(session, cast.ana, stored[:-10] + other + stored[-9:])
    with pytest.raises(Unreadable):
        phone_of(session, cast)


def test_without_its_key_it_says_which_one_is_missing(session, cast):
    name = key_of(raw(session, cast.ana))
    keyring.use(data_keys("", "another secret, as long as it has to be"))
    with pytest.raises(Unreadable, match=name):
        phone_of(session, cast)


def test_a_row_from_before_is_read_and_sealed_when_it_changes(session, cast):
    put_raw(session, cast.ana, "+1 555 010 0100")
    assert phone_of(session, cast) == "+1 555 010 0100"
    session.get_one(Patient, (cast.oak, cast.ana)).phone = "+1 555 010 0102"
    session.commit()
    assert is_sealed(raw(session, cast.ana))


def test_a_new_key_seals_and_the_old_one_still_opens(session, cast):
    keyring.use(data_keys(new("spring"), SECRET_KEY))
    patient = session.get_one(Patient, (cast.oak, cast.ana), populate_existing=True)
    assert patient.phone == "+1 555 010 0111"
    patient.phone = "+1 555 010 0103"
    session.commit()
    assert key_of(raw(session, cast.ana)) == "spring"


def test_it_cannot_be_searched_for_by_mistake(session):
    with pytest.raises(Exception, match="can't be searched for"):
        session.exec(select(Patient).where(Patient.phone == "+1 555 010 0111")).all()


def test_a_statement_gives_it_closed(session, cast):
    found = session.exec(select(Patient.phone).where(Patient.id == cast.ana)).one()
    assert isinstance(found, Closed)
    with pytest.raises(TypeError, match="has to be opened"):
        str(found)


def test_a_text_taken_from_one_row_opens_in_another(session, cast):
    ana = session.get_one(Patient, (cast.oak, cast.ana))
    ana.phone = "+1 555 010 0104"
    session.flush()
    made = Contact(
        clinic_id=cast.oak,
        patient_id=cast.ana,
        on=ENROLLED.date(),
        source="staff",
        outcome="reached",
        note=ana.phone,
        created_at=ENROLLED,
    )
    session.add(made)
    session.commit()
    session.expire_all()
    assert session.get_one(Contact, (cast.oak, made.id)).note == "+1 555 010 0104"


def test_these_are_sealed():
    tables = {table.__tablename__: columns_of(table.__table__) for table in Owned.__subclasses__()}
    assert {name: columns for name, columns in tables.items() if columns} == {
        "case_event": ["note"],
        "clinic_key": ["private_key"],
        "contact": ["note"],
        "import_draft": ["body"],
        "patient": ["name", "phone", "email", "reference"],
        "push_subscription": ["endpoint", "auth"],
        "quarantine": ["body"],
        "webhook": ["url", "secret", "old_secret"],
    }
