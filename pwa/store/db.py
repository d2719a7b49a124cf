"""The database: an engine with safe settings, and sessions that read or write."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import cast

from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session

from pwa.store import postgresql, sqlite
from pwa.store.light import Light

KINDS: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}
# What is kept of each advice is mostly JSON: without its spaces fewer pages are written.
_COMPACT = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)


def make_engine(url: str) -> Engine:
    """An engine for `url`, SQLite or PostgreSQL; a writer waits for its turn instead of failing.

    ArgumentError for any other kind.
    """
    kind = _kind(make_url(url).get_backend_name())
    # No answer and no name in a log.
    engine = create_engine(
        url, hide_parameters=True, json_serializer=_COMPACT.encode, **kind.ENGINE
    )
    kind.prepare(engine)
    return engine


def begin_writing(s: Session, clinic_id: str | None = None) -> None:
    """Go on from looking to writing, on the same connection. What was seen may have changed.

    Who says which clinic lets the others write meanwhile, where the database can.
    """
    connection = s.connection()
    _kind(connection.dialect.name).take_turn(connection, clinic_id)


class Database:
    """The engine of one process. Doors open a session each; a session commits only when told."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        options = _kind(self.engine.dialect.name).READER
        self._reader = self.engine.execution_options(writes=False, **options)

    def open(self, writes: bool = True, clinic_id: str | None = None) -> Session:
        """A session that the caller must close. With `writes=False` it never waits for a lock."""
        engine = self._reader
        if writes:
            engine = self.engine.execution_options(clinic_id=clinic_id)
        return Session(engine, expire_on_commit=False)

    def open_light(self) -> Session:
        """A session that looks first, for a few prepared statements."""
        return cast(Session, Light(self._reader))

    @contextmanager
    def session(self, writes: bool = True, clinic_id: str | None = None) -> Iterator[Session]:
        """A session for a `with` block; what was not committed is rolled back at its end."""
        with self.open(writes, clinic_id) as session:
            yield session


def _kind(name: str) -> ModuleType:
    if name not in KINDS:
        raise ArgumentError(f"{name} is not a database for this app: sqlite or postgresql is")
    return KINDS[name]
