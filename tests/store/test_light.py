import pytest
from sqlalchemy import bindparam, select
from sqlmodel import col

from pwa.store.db import begin_writing, enter
from pwa.store.prepared import Prepared
from pwa.store.tables import Patient

LANGUAGE = Prepared(
    select(col(Patient.language)).where(
        Patient.clinic_id == bindparam("clinic"), Patient.id == bindparam("patient")
    )
)


@pytest.fixture
def light(app, cast):
    opened = app.extensions["db"].open_light()
    enter(opened, cast.oak)
    yield opened
    opened.close()


@pytest.fixture
def asked(cast):
    return {"clinic": cast.oak, "patient": cast.ana}


def test_what_its_session_holds_back_is_seen_and_committed(light, asked, cast, app):
    begin_writing(light, cast.oak)
    light.get_one(Patient, (cast.oak, cast.ana)).language = "fr"
    assert LANGUAGE.rows(light, asked) == [("fr",)]
    light.commit()
    with app.extensions["db"].session(writes=False, clinic_id=cast.oak) as other:
        assert LANGUAGE.rows(other, asked) == [("fr",)]


def test_what_was_not_committed_is_rolled_back(light, asked, cast, app):
    begin_writing(light, cast.oak)
    light.get_one(Patient, (cast.oak, cast.ana)).language = "fr"
    light.flush()
    light.close()
    with app.extensions["db"].session(writes=False, clinic_id=cast.oak) as other:
        assert LANGUAGE.rows(other, asked) == [("en",)]


def test_it_goes_on_in_a_new_transaction_after_a_commit(light, asked):
    assert LANGUAGE.rows(light, asked) == [("en",)]
    light.commit()
    assert LANGUAGE.rows(light, asked) == [("en",)]
    assert light.connection().in_transaction()
