"""`booster move`: from SQLite to PostgreSQL, all rows or none."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from pwa.cli import main
from pwa.errors import BoosterError
from pwa.store import move as moving
from pwa.store.db import Database
from pwa.store.start import migrate
from tests.postgres import owners
from tests.store.conftest import TABLES


@pytest.fixture
def booster(two_clinics, postgres, tmp_path):
    """Run the command on a copy of the file, to an empty database."""
    file, url = shutil.copy(two_clinics, tmp_path / "copy.sqlite"), postgres.bare(tmp_path)
    env = {"DATABASE_URL": f"sqlite:///{file}", "DATABASE_OWNER_URL": owners(url)}

    def run(*words):
        return CliRunner().invoke(main, ["move", *words, "--json"], env=env)

    run.file, run.url = file, url
    return run


def rows(file, name):
    with closing(sqlite3.connect(file)) as raw:
        return raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608


def count(url):
    database = Database(url)
    with database.session(writes=False, clinic_id="oak") as s:
        found = s.connection().execute(text("SELECT count(*) FROM patient")).scalar_one()
    database.engine.dispose()
    return found


def test_it_moves_every_row_and_only_once(booster):
    done = booster("--to", booster.url)
    assert done.exit_code == 0, done.stderr
    said = json.loads(done.stdout)["rows"]
    assert {name: said[name] for name in TABLES} == {n: rows(booster.file, n) for n in TABLES}
    assert said["server"] == 1
    assert count(booster.url) == rows(booster.file, "patient") / 2
    again = booster("--to", booster.url)
    assert (again.exit_code, again.stderr) == (
        2,
        "The new database has a clinic already: move into an empty one.\n",
    )


def test_it_goes_from_sqlite_to_postgresql_only(booster):
    done = booster("--to", f"sqlite:///{booster.file}")
    assert (done.exit_code, done.stderr) == (2, "to: must be a PostgreSQL database\n")


def test_what_is_not_the_same_is_not_kept(booster, monkeypatch):
    migrate(booster.url, owners(booster.url))
    pages = moving._pages

    def losing(connection, plain, clinic_id):
        for page in pages(connection, plain, clinic_id):
            is_new = connection.dialect.name == "postgresql" and plain.name == "report"
            yield page[1:] if is_new else page

    monkeypatch.setattr(moving, "_pages", losing)
    old, new = Database(f"sqlite:///{booster.file}"), Database(booster.url)
    with (
        old.session() as source,
        new.session() as target,
        pytest.raises(BoosterError, match="report is not the same"),
    ):
        moving.move(source, target)
    for database in (old, new):
        database.engine.dispose()
    assert count(booster.url) == 0
