import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, text
from sqlmodel import Session, SQLModel, select

from pwa.care import listed
from pwa.store import tables
from pwa.store.db import Database
from pwa.store.migrations import HERE, config, newest, revision_of, upgrade
from tests.postgres import owners
from tests.store.schema import schema_of

OLD = sorted(Path(__file__).parent.joinpath("old").glob("*.sql"))


@pytest.fixture
def empty(database_kind, tmp_path):
    url = database_kind.bare(tmp_path)
    database = Database(owners(url) or url)
    yield database
    database.engine.dispose()


def test_it_migrates_an_empty_database_to_the_newest(empty):
    assert revision_of(empty.engine) is None
    upgrade(empty.engine)
    assert revision_of(empty.engine) == newest()


def test_it_may_be_run_again(empty):
    upgrade(empty.engine)
    upgrade(empty.engine)
    assert revision_of(empty.engine) == newest()


def test_its_head_file_names_the_newest_revision(empty):
    with empty.engine.connect() as connection:
        scripts = ScriptDirectory.from_config(config(connection))
    assert scripts.get_heads() == [newest()]


def test_its_files_are_numbered_without_gaps():
    numbers = sorted(file.name[:4] for file in HERE.glob("versions/*.py"))
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_it_makes_what_the_models_say(empty):
    upgrade(empty.engine)
    with empty.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_it_makes_the_very_tables_that_the_models_make(database_kind, tmp_path):
    made = []
    for number, make in enumerate((upgrade, SQLModel.metadata.create_all)):
        folder = tmp_path / str(number)
        folder.mkdir()
        url = database_kind.bare(folder)
        database = Database(owners(url) or url)
        make(database.engine)
        made.append(schema_of(database.engine))
        database.engine.dispose()
    assert made[0] == made[1]
    assert len(made[0]) > len(SQLModel.metadata.tables)


@pytest.mark.parametrize("old", OLD, ids=lambda file: file.stem)
def test_it_brings_an_old_database_with_its_rows(old, tmp_path):
    file = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(file)) as raw:
        raw.executescript(old.read_text())
    database = Database(f"sqlite:///{file}")
    upgrade(database.engine)
    assert revision_of(database.engine) == newest()
    with Session(database.engine) as s:
        counts = {
            table.__name__: len(s.exec(select(table)).all())
            for table in vars(tables).values()
            if isinstance(table, type) and hasattr(table, "__table__")
        }
        assert s.exec(select(tables.CheckIn.answers)).first() == [1, 0, 1, 0, None, 1, 0]
    database.engine.dispose()
    if old == OLD[-1]:
        assert {name for name, count in counts.items() if not count} == set()


JOINED = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
PEOPLE = {
    "ana": ({"paused_until": date(2026, 5, 1)}, date(2026, 5, 1)),
    "bea": ({}, date(2026, 4, 20)),
    "cem": ({"archived_at": JOINED}, None),
    "dan": ({"stopped_at": JOINED}, None),
    "eve": ({"changes": 1}, date(2026, 4, 20)),
    "fay": ({"reference": "OAK-7"}, date(2026, 3, 2)),
}


def live_at_0005(connection):
    """A clinic as an older release kept it: people with a check-in and a plan, and one without."""
    command.upgrade(config(connection), "0005")
    found = MetaData()
    found.reflect(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT set_config('booster.clinic', 'oak', true)"))

    def put(table, **row):
        connection.execute(found.tables[table].insert(), row)

    put("directory", kind="clinic", key_hash="x", clinic_id="oak")
    clinic = {"name": "Oak", "phone": "1", "country": "US", "timezone": "UTC"}
    put("clinic", id="oak", **clinic, demo=False, created_at=JOINED)
    texts = dict.fromkeys(("name", "phone", "email", "reference"), "")
    for number, (name, (says, _)) in enumerate(PEOPLE.items()):
        row = texts | {"language": "en", "changes": 0, "created_at": JOINED} | says
        put("patient", clinic_id="oak", id=name, **row)
        about = {"clinic_id": "oak", "id": name, "patient_id": name}
        if name != "fay":
            on = {"on": date(2026, 4, 20), "seq": number, "taken_at": JOINED, "received_at": JOINED}
            put("check_in", **about, **on, answers=[0] * 7, digest="", day_uncertain=False)
            kept = {"policy_number": 1, "compiled_on": JOINED.date(), "release": "", "changes": 0}
            put("stored_plan", **about, **kept, body={})


def test_it_works_out_what_lists_read_of_those_who_are_there(empty):
    with empty.engine.execution_options(waits=True).connect() as connection, connection.begin():
        live_at_0005(connection)
    upgrade(empty.engine)
    with empty.session(clinic_id="oak") as s:
        rows = {row.id: row for row in s.exec(select(tables.Patient))}
        assert {name: row.heard_on for name, row in rows.items()} == {
            name: day for name, (_, day) in PEOPLE.items()
        }
        assert {name for name, row in rows.items() if row.unplanned_since} == {"eve", "fay"}
        assert {name for name, row in rows.items() if row.reference_index is None} == {"fay"}
        assert "cem" not in set(s.exec(select(tables.StoredPlan.patient_id)))
        assert listed.wrong(s, "oak", "") == (["fay"], "fay")


def test_it_has_an_old_database_for_every_revision():
    assert [file.stem for file in OLD] == [f.name[:4] for f in sorted(HERE.glob("versions/*.py"))]
