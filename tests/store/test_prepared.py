import pytest
from sqlalchemy import bindparam, column, insert, select, table
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import col

from pwa.store.prepared import Prepared
from pwa.store.tables import Clinic, Patient, PolicyVersion
from tests.cast import ENROLLED

PATIENT = Prepared(
    select(col(Patient.language), col(Patient.created_at), col(Patient.baseline)).where(
        Patient.clinic_id == bindparam("clinic"), Patient.id == bindparam("patient")
    )
)
VALUES = Prepared(
    select(col(PolicyVersion.values)).where(PolicyVersion.clinic_id == bindparam("clinic"))
)


def test_it_gives_values_of_the_columns_types(session, cast):
    rows = PATIENT.rows(session, {"clinic": cast.oak, "patient": cast.ana})
    assert rows == [("en", ENROLLED, None)]


def test_it_reads_json(session, cast):
    assert VALUES.rows(session, {"clinic": cast.oak}) == [({},)]


def test_it_sees_what_the_session_has_not_written_yet(session, cast):
    session.get_one(Patient, (cast.oak, cast.ana)).baseline = 14
    assert PATIENT.rows(session, {"clinic": cast.oak, "patient": cast.ana})[0][2] == 14


def test_it_takes_no_value_for_sql(session, cast):
    asked = {"clinic": f"{cast.oak}' OR '1' = '1", "patient": cast.ana}
    assert PATIENT.rows(session, asked) == []


def test_it_stays_in_the_sessions_transaction(session, cast, app):
    rename = Prepared(
        Clinic.__table__.update()
        .where(Clinic.__table__.c.id == bindparam("clinic"))
        .values(name="Ash Clinic")
    )
    rename.run(session, {"clinic": cast.oak})
    session.rollback()
    assert session.get_one(Clinic, cast.oak).name == "Oak Clinic"


def test_its_errors_tell_nothing_of_the_row(session, cast):
    twice = Prepared(insert(Clinic))
    row = session.get_one(Clinic, cast.oak).model_dump()
    with pytest.raises(IntegrityError, match=r"(?i)unique") as caught:
        twice.run(session, row)
    assert "Oak Clinic" not in str(caught.value)
    assert cast.oak not in str(caught.value)


def test_it_follows_the_session_into_its_next_transaction(session, cast):
    asked = {"clinic": cast.oak, "patient": cast.ana}
    for language in ("fr", "es"):
        session.get_one(Patient, (cast.oak, cast.ana)).language = language
        assert PATIENT.rows(session, asked)[0][0] == language
        session.commit()
    session.get_one(Patient, (cast.oak, cast.ana)).language = "xx"
    assert PATIENT.rows(session, asked)[0][0] == "xx"
    session.rollback()
    assert PATIENT.rows(session, asked)[0][0] == "es"


def test_an_error_of_the_driver_is_one_that_doors_know(session):
    nowhere = Prepared(select(column("name")).select_from(table("nowhere")))
    with pytest.raises(DBAPIError, match="nowhere"):
        nowhere.rows(session, {})
