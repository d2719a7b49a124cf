"""The kinds of database that tests run on, each with the cast in it.

By default a test runs on SQLite, and those of ON_BOTH on PostgreSQL too.
BOOSTER_TEST_DATABASE=postgresql runs them all there, without those that need SQLite's file.
"""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Protocol

import psycopg
import time_machine
from sqlalchemy import make_url
from sqlmodel import Session, SQLModel

from pwa.store.db import Database
from pwa.store.start import migrate
from tests.cast import ENROLLED, Cast, enrol_everybody
from tests.postgres import APP, OWNER, Cluster, owners, superusers

PATIENCE = 180
ONLY = os.environ.get("BOOSTER_TEST_DATABASE", "")
# What relies on turns, on one row of its kind or on one transaction; about a minute of one core.
ON_BOTH = (
    *("tests/care/audit/", "tests/care/case/test_stage.py", "tests/care/case/test_turn.py"),
    *(f"tests/care/drafts/test_{name}.py" for name in ("due", "publishing")),
    *(f"tests/care/test_{name}.py" for name in ("exactly_once", "keys", "pairing", "requests")),
    *("tests/care/test_treatments.py", "tests/care/test_worklist.py"),
    *("tests/clinic/test_lock.py", "tests/clinic/test_second_factor.py"),
    *("tests/patient/test_items.py", "tests/reminders/", "tests/store/"),
    *("tests/cli/test_backup.py", "tests/care/test_epoch.py"),
    *("tests/interop/reading/test_pages.py", "tests/interop/test_smart_once.py"),
    "tests/interop/writing/test_at_once.py",
)
# Among those, what is about other machines: which database it is makes no difference.
ON_ONE = ("tests/reminders/test_webhook_answers.py",)
OF_A_FILE = {"database_file"}
OF_THE_RUN = {"kind_of_run"}  # made once for many tests, on the kind that the run is about


def kinds_for(path: Path, fixtures: Iterable[str]) -> list[str]:
    """The kinds that a test of this file with these fixtures runs on."""
    if ONLY:
        return [ONLY]
    is_both = _is_of(path, ON_BOTH) and not _is_of(path, ON_ONE)
    if is_both and (OF_A_FILE | OF_THE_RUN).isdisjoint(fixtures):
        return ["sqlite", "postgresql"]
    return ["sqlite"]


def _is_of(path: Path, parts: Iterable[str]) -> bool:
    return any(f"/{part}" in path.as_posix() for part in parts)


def need_a_file(fixtures: Iterable[str]) -> bool:
    return not OF_A_FILE.isdisjoint(fixtures)


class Kind(Protocol):
    """One kind: `cast` is who is in each database that `peopled` gives."""

    cast: Cast

    def peopled(self, folder: Path) -> str:
        """The address of a database with the cast and nobody else."""

    def bare(self, folder: Path) -> str:
        """The address of a database without any table."""

    def vacant(self, folder: Path) -> str:
        """The address of a migrated database without anybody."""

    def copied(self, url: str, folder: Path) -> str:
        """The address of another database with the same content; nobody else is in either."""

    def anew(self, url: str) -> None:
        """Give a database, under whoever serves it, the cast and nobody else."""

    def at_rest(self, url: str) -> Iterator[tuple[str, str]]:
        """All that lies there, by the name of the file or of the table."""

    def lost(self, url: str) -> None:
        """Take everything out of a database which nobody serves any more."""


class Sqlite:
    def __init__(self, vacant: Path, template: Path, cast: Cast) -> None:
        self._vacant, self._template, self.cast = vacant, template, cast

    def peopled(self, folder: Path) -> str:
        return url_of(shutil.copy(self._template, folder / "booster.sqlite"))

    def bare(self, folder: Path) -> str:
        return url_of(folder / "bare.sqlite")

    def vacant(self, folder: Path) -> str:
        return url_of(shutil.copy(self._vacant, folder / "vacant.sqlite"))

    def copied(self, url: str, folder: Path) -> str:
        return copy_of(url, folder)

    def anew(self, url: str) -> None:
        with (
            closing(sqlite3.connect(self._template)) as given,
            closing(sqlite3.connect(_file_of(url))) as own,
        ):
            given.backup(own, progress=_until(time.monotonic() + PATIENCE))

    def at_rest(self, url: str) -> Iterator[tuple[str, str]]:
        for file in _file_of(url).parent.iterdir():
            if file.is_file():
                yield file.name, file.read_bytes().decode("utf-8", "replace")

    def lost(self, url: str) -> None:
        file = _file_of(url)
        for left in file.parent.glob(f"{file.name}*"):
            left.unlink()


class Postgres:
    """One database that is put back for each test: making one takes thirty times as long."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster, self._copies = cluster, count()
        self._peopled, self._bare = cluster.create("peopled"), cluster.create("bare")
        self.cast = people(self._peopled)
        names = [table.name for table in SQLModel.metadata.sorted_tables]
        keep = [f'CREATE TABLE kept."{name}" AS TABLE public."{name}"' for name in names]
        _do(self._peopled, "CREATE SCHEMA kept", *keep)
        # Without its triggers the order of the tables says nothing.
        self._back = [ALONE, "SET LOCAL session_replication_role = replica", NO_JOBS, *JOBS]
        self._back += [f'DELETE FROM public."{name}"' for name in names]  # noqa: S608
        self._back += [
            f'INSERT INTO public."{name}" TABLE kept."{name}"'
            for name in names
            if _has_rows(self._peopled, name)
        ]

    def peopled(self, folder: Path) -> str:
        self.anew(self._peopled)
        return self._peopled

    def anew(self, url: str) -> None:
        _do(url, *self._back)

    def copied(self, url: str, folder: Path) -> str:
        _do(url, ALONE)
        return self._cluster.create(f"copy{next(self._copies)}", _name_of(url))

    def at_rest(self, url: str) -> Iterator[tuple[str, str]]:
        with psycopg.connect(superusers(url)) as connection:
            for (name,) in connection.execute(_TABLES).fetchall():
                rows = connection.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608
                yield name, "\n".join(_text(value) for row in rows for value in row)

    def lost(self, url: str) -> None:
        anew = ("DROP SCHEMA public CASCADE", f"CREATE SCHEMA public AUTHORIZATION {OWNER}")
        _do(url, ALONE, NO_JOBS, *anew, "GRANT USAGE ON SCHEMA public TO PUBLIC")

    def create(self, name: str) -> str:
        """A further database without any table, for a fixture of the whole run."""
        return self._cluster.create(name)

    def bare(self, folder: Path) -> str:
        self.lost(self._bare)
        return self._bare

    def vacant(self, folder: Path) -> str:
        migrate(self.bare(folder), owners(self._bare))
        return self._bare


ALONE = """SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""

NO_JOBS = "DROP SCHEMA IF EXISTS jobs CASCADE"
JOBS = (f"CREATE SCHEMA jobs AUTHORIZATION {OWNER}", f"GRANT USAGE, CREATE ON SCHEMA jobs TO {APP}")


# The jobs' queue too: it holds what is to be done for whom.
_TABLES = """SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'kept')"""


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _do(url: str, *statements: str) -> None:
    with psycopg.connect(superusers(url)) as connection:
        connection.execute(";\n".join(statements))


def _has_rows(url: str, table: str) -> bool:
    with psycopg.connect(superusers(url)) as connection:
        return bool(connection.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone())  # noqa: S608


@contextmanager
def everything(database: Database) -> Iterator[Session]:
    """A session that no policy holds, for a test that looks at what the app has left."""
    beyond = superusers(database.engine.url.render_as_string(hide_password=False))
    looking = Database(beyond) if beyond else database
    with looking.session(writes=False) as session:
        yield session
    if beyond:
        looking.engine.dispose()


def _until(end: float) -> Callable[[int, int, int], None]:
    """A backup waits for ever for a lock that nobody gives back, and no signal reaches it."""

    def look(_status: int, _remaining: int, _total: int) -> None:
        assert time.monotonic() < end, "somebody holds on to the server's database"

    return look


def copy_of(url: str, folder: Path) -> str:
    """A copy of SQLite's file, which nobody writes to."""
    with closing(sqlite3.connect(_file_of(url))) as own:
        own.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return url_of(shutil.copy(_file_of(url), folder / "booster.sqlite"))


def _file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def _name_of(url: str) -> str:
    return make_url(url).database or ""


def url_of(where: str | Path) -> str:
    """The address of a database; a path is that of SQLite's file."""
    return str(where) if "://" in str(where) else f"sqlite:///{where}"


def people(url: str) -> Cast:
    """Migrate a database and enrol the cast."""
    migrate(url, owners(url))
    database = Database(url)
    with time_machine.travel(ENROLLED, tick=False), database.session() as session:
        cast = enrol_everybody(session)
        session.commit()
    database.engine.dispose()
    return cast
