"""PostgreSQL: a clinic's writers take turns, and nobody waits for another clinic's."""

import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import ArgumentError, IntegrityError, InternalError, OperationalError

from pwa.store import postgresql
from pwa.store.db import Database, begin_writing, make_engine
from pwa.store.migrations import upgrade
from pwa.store.tables import Clinic, Patient
from tests.conftest import NOW
from tests.postgres import owners, superusers

RENAME = text("UPDATE clinic SET name = name || '.' WHERE id = :clinic")

WAITING = """SELECT count(*) FROM pg_stat_activity
    WHERE wait_event = 'advisory' AND clock_timestamp() - query_start > interval '0.3 s'"""


@pytest.fixture
def database(postgres, tmp_path, monkeypatch):
    monkeypatch.setitem(postgresql.SETTINGS, "lock_timeout", "100")
    database = Database(postgres.peopled(tmp_path))
    yield database
    database.engine.dispose()


@pytest.fixture
def cast(postgres):
    return postgres.cast


def asked(s, what):
    return s.connection().execute(text(what)).scalar_one()


@pytest.mark.parametrize(
    ("name", "value"),
    [("lock_timeout", "5s"), ("TimeZone", "UTC"), ("synchronous_commit", "on"), ("fsync", "on")],
)
def test_it_opens_postgresql_safely(postgres, tmp_path, name, value):
    database = Database(postgres.peopled(tmp_path))
    with database.session() as s:
        assert asked(s, f"SHOW {name}") == value
    database.engine.dispose()


@pytest.mark.parametrize(("given", "used"), [("off", "on"), ("remote_apply", "remote_apply")])
def test_what_it_commits_is_on_disk(postgres, tmp_path, given, used):
    address = f"{postgres.peopled(tmp_path)}?options=-csynchronous_commit%3D{given}"
    database = Database(address)
    with database.session(writes=False) as s:
        assert asked(s, "SHOW synchronous_commit") == used
    database.engine.dispose()


def test_two_of_a_clinic_wait_for_each_other(database, cast):
    with database.session(clinic_id=cast.oak) as one, database.session(clinic_id=cast.oak) as two:
        one.get_one(Clinic, cast.oak)
        with pytest.raises(OperationalError, match="lock timeout"):
            two.get_one(Clinic, cast.oak)


def test_two_clinics_do_not_wait_for_each_other(database, cast):
    with database.session(clinic_id=cast.oak) as one, database.session(clinic_id=cast.elm) as two:
        for s, clinic in ((one, cast.oak), (two, cast.elm)):
            s.connection().execute(RENAME, {"clinic": clinic})
        one.commit()
        two.commit()


@pytest.mark.parametrize("first", ["oak", None])
def test_who_does_not_say_which_clinic_waits_for_all(database, cast, first):
    ids = [getattr(cast, name) if name else None for name in (first, "oak" if not first else None)]
    with database.session(clinic_id=ids[0]) as one, database.session(clinic_id=ids[1]) as two:
        one.connection()
        with pytest.raises(OperationalError, match="lock timeout"):
            two.connection()


def test_who_looks_waits_for_nobody(database, cast):
    with (
        database.session(clinic_id=cast.oak) as writer,
        database.session(writes=False, clinic_id=cast.oak) as reader,
    ):
        writer.connection().execute(RENAME, {"clinic": cast.oak})
        assert reader.get_one(Clinic, cast.oak).name == "Oak Clinic"


def test_who_looks_sees_one_moment(database, cast):
    count = "SELECT count(*) FROM patient"
    with database.session(writes=False, clinic_id=cast.oak) as reader:
        before = asked(reader, count)
        with database.session(clinic_id=cast.oak) as writer:
            first = writer.get_one(Patient, (cast.oak, cast.ana))
            writer.add(Patient(clinic_id=cast.oak, name="Eve", created_at=first.created_at))
            writer.commit()
        assert asked(reader, count) == before
        begin_writing(reader, cast.oak)
        assert asked(reader, count) == before + 1


def test_who_looks_may_not_write(database, cast):
    with (
        database.session(writes=False, clinic_id=cast.oak) as reader,
        pytest.raises(InternalError, match="read-only"),
    ):
        reader.connection().execute(RENAME, {"clinic": cast.oak})


def test_who_looked_takes_a_turn_to_write(database, cast):
    with database.session(writes=False, clinic_id=cast.oak) as s:
        s.get_one(Clinic, cast.oak)
        begin_writing(s, cast.oak)
        s.connection().execute(RENAME, {"clinic": cast.oak})
        with (
            database.session(clinic_id=cast.oak) as other,
            pytest.raises(OperationalError, match="lock timeout"),
        ):
            other.get_one(Clinic, cast.oak)
        s.commit()
        assert s.get_one(Clinic, cast.oak, populate_existing=True).name == "Oak Clinic."
        with pytest.raises(InternalError, match="read-only"):
            s.connection().execute(RENAME, {"clinic": cast.oak})


def test_a_turn_sees_what_the_one_before_has_left(database, cast, monkeypatch):
    """Each reads, then writes what it read and one more: without turns some would be lost."""
    monkeypatch.setitem(postgresql.SETTINGS, "lock_timeout", "10000")
    start = threading.Barrier(6)

    def add_one():
        start.wait()
        for _ in range(5):
            with database.session(clinic_id=cast.oak) as s:
                patient = s.get_one(Patient, (cast.oak, cast.ana))
                patient.changes += 1
                s.add(patient)
                s.commit()

    threads = [threading.Thread(target=add_one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.session(clinic_id=cast.oak) as s:
        assert s.get_one(Patient, (cast.oak, cast.ana)).changes == 30


def test_it_opens_a_new_line_after_the_server_has_cut_the_old_one(database, cast):
    with database.session(clinic_id=cast.oak) as s:
        s.get_one(Clinic, cast.oak)
    with database.session() as s:
        old = asked(s, "SELECT pg_backend_pid()")
    other = Database(superusers(str(database.engine.url)))
    with other.session(writes=False) as s:
        s.connection().execute(text("SELECT pg_terminate_backend(:old, 10000)"), {"old": old})
    other.engine.dispose()
    with database.session(clinic_id=cast.oak) as s:
        assert s.get_one(Clinic, cast.oak)


def test_a_migration_waits_as_long_as_another_takes(database):
    """Of machines that start at once, one migrates. More than a writer's patience passes here."""
    with ThreadPoolExecutor(1) as another, database.session() as first:
        first.connection()
        owner = make_engine(owners(database.engine.url.render_as_string()))
        migrating = another.submit(upgrade, owner)
        while not (waits_long(database) or migrating.done()):
            pass
        assert not migrating.done()
        first.rollback()
        assert migrating.result(60) is None
        owner.dispose()


def waits_long(database):
    """Nobody but a superuser sees what others wait for."""
    with psycopg.connect(superusers(str(database.engine.url))) as connection:
        return connection.execute(WAITING).fetchone()[0] > 0


def test_its_errors_tell_nothing_of_anybody(database, cast):
    with database.session(clinic_id=cast.oak) as s:
        s.add(Patient(clinic_id=cast.oak, id=cast.ana, name="Ana", created_at=NOW))
        with pytest.raises(IntegrityError) as caught:
            s.flush()
    for error in (caught.value, caught.value.orig):
        assert "unique" in str(error)
        assert cast.ana not in str(error)


def test_it_keeps_a_text_that_has_a_nul(database, cast):
    with database.session(clinic_id=cast.oak) as s:
        s.get_one(Clinic, cast.oak).name = "Oak\0Clinic"
        s.commit()
        s.expire_all()
        assert s.get_one(Clinic, cast.oak).name == "Oak\ufffdClinic"


def test_it_takes_no_other_kind_of_database():
    with pytest.raises(ArgumentError, match="mysql is not a database for this app"):
        make_engine("mysql://localhost/booster")
