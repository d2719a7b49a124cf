"""Two clinics with a row in every table, beside each other on PostgreSQL."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from pwa.store import directory
from pwa.store.db import Database
from pwa.store.move import move
from pwa.store.start import migrate
from pwa.store.tables.apart import clinics_tables
from tests.postgres import owners

NEWEST = max(Path(__file__).parent.joinpath("old").glob("*.sql"))
TABLES = [table.name for table in clinics_tables(SQLModel.metadata)]


@pytest.fixture(scope="session")
def two_clinics(tmp_path_factory):
    """SQLite's file: the rows of `oak` again as those of `elm`."""
    file = tmp_path_factory.mktemp("two") / "two.sqlite"
    with closing(sqlite3.connect(file)) as raw:
        raw.executescript(NEWEST.read_text())
        for name in TABLES:
            _double(raw, name)
        raw.execute(
            "INSERT INTO directory VALUES ('clinic', ?, 'elm', NULL)",
            [directory.hashed("clinic", "elm")],
        )
        raw.commit()
    return file


def _double(raw, name):
    columns = [row[1] for row in raw.execute(f'PRAGMA table_info("{name}")')]
    own = "id" if name == "clinic" else "clinic_id"
    taken = ", ".join("'elm'" if column == own else f'"{column}"' for column in columns)
    raw.execute(f'INSERT INTO "{name}" SELECT {taken} FROM "{name}"')  # noqa: S608


@pytest.fixture(scope="session")
def apart(two_clinics, postgres):
    """The app's database on PostgreSQL, moved there from the file. Leave it as it was."""
    url = postgres.create("apart")
    migrate(url, owners(url))
    database, file = Database(url), Database(f"sqlite:///{two_clinics}")
    with file.session() as old, database.session() as new:
        move(old, new)
        new.commit()
    file.engine.dispose()
    yield database
    database.engine.dispose()
