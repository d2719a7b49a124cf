"""A sealed number is found by an index that tells nothing without the key."""

import pytest
from sqlalchemy import insert, update
from sqlmodel import col, select

from pwa.care import directory, enrol
from pwa.data_keys import data_keys, new
from pwa.store import keyring, reseal
from pwa.store.db import enter
from pwa.store.sealed import placed
from pwa.store.tables import Patient
from tests import SECRET_KEY
from tests.cast import ENROLLED

NUMBER = "OAK-7"


@pytest.fixture
def fay(session, cast):
    made = enrol.add_patient(session, cast.oak, "Fay Fir", reference=NUMBER)
    session.commit()
    return made


def found(s, cast, number=NUMBER):
    s.expire_all()
    names = [one.name for one in directory.all_with_reference(s, cast.oak, number)]
    s.commit()
    return names


def index_of(s, patient_id):
    return s.exec(select(Patient.reference_index).where(Patient.id == patient_id)).one()


def put(s, patient_id, index):
    s.execute(update(Patient).where(col(Patient.id) == patient_id).values(reference_index=index))
    s.commit()


def test_a_number_leads_to_its_patient(session, cast, fay):
    assert found(session, cast) == ["Fay Fir"]
    assert found(session, cast, "OAK-8") == found(session, cast, "oak-7") == []
    enrol.edit_patient(session, fay, reference="OAK-8")
    session.commit()
    assert (found(session, cast), found(session, cast, "OAK-8")) == ([], ["Fay Fir"])


def test_only_those_with_the_number_are_read(session, cast, fay, monkeypatch):
    read = []
    kept = directory.opened
    monkeypatch.setattr(directory, "opened", lambda *given: read.append(given) or kept(*given))
    assert found(session, cast) == ["Fay Fir"]
    assert len(read) == 1


def test_the_same_number_has_another_index_in_another_clinic(session, cast, fay):
    mine = index_of(session, fay.id)
    enter(session, cast.elm)
    other = enrol.add_patient(session, cast.elm, "Gus Gum", reference=NUMBER)
    assert index_of(session, other.id) != mine
    assert NUMBER not in mine
    session.rollback()


def test_who_has_no_number_has_an_empty_index(session, cast):
    assert index_of(session, cast.ana) == ""
    assert found(session, cast, "") == []


def test_a_statement_writes_it_too(session, cast):
    key = {"clinic_id": cast.oak, "id": "gil", "created_at": ENROLLED, "changes": 0}
    row = key | {"name": "Gil Gorse", "reference": "OAK-9"}
    session.execute(
        insert(Patient), [placed(Patient, row | {"created_at": ENROLLED, "changes": 0})]
    )
    assert found(session, cast, "OAK-9") == ["Gil Gorse"]
    session.delete(session.get_one(Patient, (cast.oak, "gil")))
    session.commit()


def test_a_row_from_before_is_found_all_the_same(session, cast, fay):
    put(session, fay.id, None)
    assert found(session, cast) == ["Fay Fir"]
    put(session, fay.id, keyring.ring().index(NUMBER, b"elsewhere"))
    assert found(session, cast) == []
    put(session, fay.id, None)
    fay.reference_index = keyring.ring().index(NUMBER, b"patient\nreference\n" + cast.oak.encode())
    session.commit()


def test_an_index_of_somebody_else_leads_nowhere(session, cast, fay):
    mine = index_of(session, fay.id)
    put(session, cast.ana, mine)
    assert found(session, cast) == ["Fay Fir"]
    put(session, cast.ana, "")


def test_it_is_found_while_keys_change_and_after(app, session, cast, fay):
    before = index_of(session, fay.id)
    spring = new("spring")
    keyring.use(data_keys(spring, SECRET_KEY))
    assert found(session, cast) == ["Fay Fir"]
    session.commit()
    list(reseal.reseal(app.extensions["db"], cast.oak))
    after = index_of(session, fay.id)
    assert after.startswith("spring.")
    assert after.partition(".")[2] != before.partition(".")[2]
    keyring.use(data_keys(spring, ""))
    assert found(session, cast) == ["Fay Fir"]
    # The suite looks at all lists afterwards, with its own keys.
    keyring.use(data_keys("", SECRET_KEY) + data_keys(spring, ""))
    list(reseal.reseal(app.extensions["db"], cast.oak))
