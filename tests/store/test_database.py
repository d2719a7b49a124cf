import subprocess
import sys
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from pwa.store import postgresql, sqlite
from pwa.store.db import Database
from pwa.store.tables import Clinic, Patient, Treatment
from tests.conftest import NOW

WRITE = "UPDATE clinic SET phone = phone || '.' WHERE id = :clinic"


@pytest.fixture
def database(database_url):
    database = Database(database_url)
    yield database
    database.engine.dispose()


def test_it_keeps_nothing_that_was_not_committed(database, cast):
    with database.session(clinic_id=cast.oak) as s:
        s.connection().execute(text(WRITE), {"clinic": cast.oak})
    with database.session(clinic_id=cast.oak) as s:
        assert "." not in s.get_one(Clinic, cast.oak).phone


def test_it_refuses_a_reference_to_another_clinic(database, cast):
    stranger = Treatment(
        clinic_id=cast.oak,
        patient_id=cast.ben,
        on=NOW.date(),
        kind="booster",
        source="staff",
        created_at=NOW,
    )
    with database.session(clinic_id=cast.oak) as s:
        s.add(stranger)
        with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
            s.flush()


def test_it_allows_one_live_treatment_a_day(database, cast):
    def treatment():
        return Treatment(
            clinic_id=cast.oak,
            patient_id=cast.ana,
            on=NOW.date(),
            kind="booster",
            source="staff",
            created_at=NOW,
        )

    with database.session(clinic_id=cast.oak) as s:
        s.add_all([treatment(), treatment()])
        with pytest.raises(IntegrityError, match=r"(?i)unique"):
            s.flush()


def test_it_lets_many_threads_write_in_turn(database, cast):
    failed = []

    def write_often():
        try:
            for _ in range(10):
                with database.session(clinic_id=cast.oak) as s:
                    s.get_one(Clinic, cast.oak)
                    s.connection().execute(text(WRITE), {"clinic": cast.oak})
                    s.commit()
        except OperationalError as error:
            failed.append(error)

    threads = [threading.Thread(target=write_often) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    with database.session(clinic_id=cast.oak) as s:
        assert s.get_one(Clinic, cast.oak).phone.count(".") == 80


PROCESS = """
import sys
from sqlalchemy import text
from pwa.store.db import Database
database = Database(sys.argv[1])
for _ in range(20):
    with database.session(clinic_id=sys.argv[2]) as s:
        s.connection().execute(text("SELECT phone FROM clinic"))
        s.connection().execute(text("UPDATE clinic SET phone = phone || '.' WHERE id = :id"),
                               {"id": sys.argv[2]})
        s.commit()
"""


def test_it_lets_many_processes_write_in_turn(database, database_url, cast):
    command = [sys.executable, "-c", PROCESS, database_url, cast.oak]
    writers = [subprocess.Popen(command) for _ in range(3)]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    with database.session(clinic_id=cast.oak) as s:
        assert s.get_one(Clinic, cast.oak).phone.count(".") == 60


def test_it_reads_while_another_writes(database, cast):
    with database.session(clinic_id=cast.oak) as writer:
        writer.connection().execute(text(WRITE), {"clinic": cast.oak})
        with database.session(writes=False, clinic_id=cast.oak) as reader:
            assert "." not in reader.get_one(Clinic, cast.oak).phone


def test_it_says_so_when_the_turn_never_comes(database, cast, monkeypatch):
    monkeypatch.setattr(sqlite, "BUSY_MS", 50)
    monkeypatch.setitem(postgresql.SETTINGS, "lock_timeout", "50")
    with (
        database.session(clinic_id=cast.oak) as writer,
        database.session(clinic_id=cast.oak) as other,
    ):
        writer.get_one(Patient, (cast.oak, cast.ana))
        with pytest.raises(OperationalError, match="lock"):
            other.get_one(Patient, (cast.oak, cast.ana))
