"""Fixtures of the whole suite: an app of its own for each test, and the people of every story."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session, select

from pwa import create_app
from pwa.config import Settings
from pwa.store import keyring
from pwa.store.db import Database, enter
from pwa.store.migrations import upgrade
from tests import KEYS, SECRET_KEY, chance, databases, spared, statements
from tests.cast import Cast
from tests.databases import Kind, Postgres, Sqlite
from tests.house_rules import check_headers, check_new_page
from tests.postgres import Cluster

statements.watch()
spared.spare()
chance.tame()
NOW = datetime(2026, 4, 27, 15, 0, tzinfo=UTC)


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(AtOnce(config), "at-once")


def pytest_generate_tests(metafunc):
    if "database_kind" in metafunc.fixturenames:
        kinds = databases.kinds_for(metafunc.definition.path, metafunc.fixturenames)
        if len(kinds) > 1:
            metafunc.parametrize("database_kind", kinds, indirect=True)


def pytest_collection_modifyitems(config, items):
    if databases.ONLY:
        left = [item for item in items if databases.need_a_file(item.fixturenames)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]


class AtOnce:
    """Prints a failure when it happens: a run that is cut short still says what failed."""

    def __init__(self, config: pytest.Config) -> None:
        self._terminal = config.pluginmanager.get_plugin("terminalreporter")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._terminal.write_line(f"\n{report.when} of {report.nodeid} failed:")
            self._terminal.write_line(report.longreprtext)


class CheckedClient(FlaskClient):
    """A browser that looks at each page it opens: see house_rules."""

    def open(self, *args, **kwargs):
        response = super().open(*args, **kwargs)
        check_headers(response.headers)
        if _is_readable_page(response):
            check_new_page(response.text, response.headers["Content-Security-Policy"])
        return response


def _is_readable_page(response) -> bool:
    is_html = response.mimetype == "text/html" and not response.content_encoding
    return bool(is_html and response.data) and not 300 <= response.status_code < 400


def settings_for(database: str | Path, **changes) -> Settings:
    """Settings for an address, or for SQLite's file."""
    url = databases.url_of(database)
    return Settings(**{"database_url": url, "secret_key": SECRET_KEY, "port": 0} | changes)


@pytest.fixture(autouse=True)
def _own_keys() -> Iterator[None]:
    """A process has one server's keys. An app or a command of another one leaves none behind."""
    keyring.use(KEYS)
    yield
    keyring.use(KEYS)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory) -> Path:
    """A migrated database without anybody, made once."""
    file = tmp_path_factory.mktemp("migrated") / "booster.sqlite"
    database = Database(f"sqlite:///{file}")
    upgrade(database.engine)
    database.engine.dispose()
    return fold(file)


@pytest.fixture(scope="session")
def peopled(migrated_file, tmp_path_factory) -> tuple[Path, Cast]:
    """A file with the cast, made once: hashing passwords takes its time."""
    file = Path(shutil.copy(migrated_file, tmp_path_factory.mktemp("peopled")))
    cast = databases.people(databases.url_of(file))
    return fold(file), cast


def fold(file: Path) -> Path:
    """Fold the write-ahead log into the file, so that the file alone can be copied."""
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """PostgreSQL, started when the first test asks for it."""
    cluster = Cluster()
    yield Postgres(cluster)
    cluster.stop()


@pytest.fixture(scope="session")
def kind_of_run(request) -> Kind:
    """The kind of database that this run is about."""
    return _kind(request, databases.ONLY or "sqlite")


@pytest.fixture
def database_kind(request) -> Kind:
    """The kind of database that this test runs on."""
    return _kind(request, getattr(request, "param", databases.ONLY or "sqlite"))


def _kind(request, name: str) -> Kind:
    if name == "postgresql":
        return request.getfixturevalue("postgres")
    return Sqlite(request.getfixturevalue("migrated_file"), *request.getfixturevalue("peopled"))


@pytest.fixture
def database_url(database_kind, tmp_path) -> str:
    """The address of a database of this test's own, with the cast."""
    return database_kind.peopled(tmp_path)


@pytest.fixture
def database_file(database_url) -> Path:
    """The same as SQLite's file, for a test that needs one: it runs on SQLite only."""
    return Path(database_url.removeprefix("sqlite:///"))


@pytest.fixture
def cast(database_kind) -> Cast:
    """Who is in the database: see tests/cast.py."""
    return database_kind.cast


@pytest.fixture
def make_app(database_url) -> Iterator:
    """Make apps over this test's database with other settings: `make_app(demo=True)`."""
    made: list[Flask] = []

    def make(**changes) -> Flask:
        app = create_app(settings_for(changes.pop("file", database_url), **changes))
        app.test_client_class = CheckedClient
        app.testing = True
        app.config["PROPAGATE_EXCEPTIONS"] = False
        made.append(app)
        return app

    yield make
    for app in made:
        app.extensions["db"].engine.dispose()


@pytest.fixture
def app(make_app) -> Flask:
    return make_app()


@pytest.fixture
def client(app) -> FlaskClient:
    """Nobody in particular: not signed in, not paired."""
    return app.test_client()


@pytest.fixture
def session(app, cast) -> Iterator[Session]:
    """A session of the app's database, in Oak Clinic. Commit, or the app does not see it."""
    with app.extensions["db"].session() as session:
        enter(session, cast.oak)
        yield session


@pytest.fixture
def rows(session):
    """Every row of a table in Oak, as the app has left it."""

    def of(table):
        found = session.exec(select(table)).all()
        session.commit()
        return found

    return of


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Time stands still on Monday 27 April 2026, 15:00 UTC, until it is shifted."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
