import pytest
from sqlalchemy import bindparam, select
from sqlmodel import col

from pwa.store.db import begin_writing
from pwa.store.prepared import Prepared
from pwa.store.tables import Patient

NAME = Prepared(
    select(col(Patient.name)).where(
        Patient.clinic_id == bindparam("clinic"), Patient.id == bindparam("patient")
    )
)


@pytest.fixture
def light(app):
    opened = app.extensions["db"].open_light()
    yield opened
    opened.close()


@pytest.fixture
def asked(cast):
    return {"clinic": cast.oak, "patient": cast.ana}


def test_what_its_session_holds_back_is_seen_and_committed(light, asked, cast, app):
    begin_writing(light)
    light.get_one(Patient, (cast.oak, cast.ana)).name = "Ana Ash"
    assert NAME.rows(light, asked) == [("Ana Ash",)]
    light.commit()
    with app.extensions["db"].session(writes=False) as other:
        assert NAME.rows(other, asked) == [("Ana Ash",)]


def test_what_was_not_committed_is_rolled_back(light, asked, cast, app):
    begin_writing(light)
    light.get_one(Patient, (cast.oak, cast.ana)).name = "Ana Ash"
    light.flush()
    light.close()
    with app.extensions["db"].session(writes=False) as other:
        assert NAME.rows(other, asked) == [("Ana Alder",)]


def test_it_goes_on_in_a_new_transaction_after_a_commit(light, asked):
    assert NAME.rows(light, asked) == [("Ana Alder",)]
    light.commit()
    assert NAME.rows(light, asked) == [("Ana Alder",)]
    assert light.connection().in_transaction()
