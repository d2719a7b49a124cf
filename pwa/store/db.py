"""The database: an engine with SQLite's safe settings, and sessions that read or write."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlmodel import Session

BUSY_MS = 5000
# WAL lets readers read while one writes; FULL has each commit on disk before it is answered.
PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "busy_timeout": str(BUSY_MS),
    "wal_autocheckpoint": "4000",  # pages: a busy page is copied once and not four times
    "cache_size": "-16000",  # KB
}
# SQLite itself would wait longer after each try, up to 100 ms: the slowest answers take four times
# as long then.
RETRY_SECONDS = 0.0005
# What is kept of each advice is mostly JSON: without its spaces fewer pages are written.
_COMPACT = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)


def make_engine(url: str) -> Engine:
    """An engine for `url`; a SQLite one waits for its turn to write instead of failing."""
    # No answer and no name in a log.
    engine = create_engine(url, hide_parameters=True, json_serializer=_COMPACT.encode)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare(raw: Any, _record: Any) -> None:
    raw.isolation_level = None  # the driver must not begin by itself: _begin does
    for name, value in PRAGMAS.items():
        raw.execute(f"PRAGMA {name}={value}")


def _begin(connection: Connection) -> None:
    # A reader that turns into a writer half-way fails at once when another has written: a writer
    # takes the lock first.
    if not connection.get_execution_options().get("writes", True):
        connection.connection.dbapi_connection.execute("BEGIN")  # type: ignore[union-attr]
        return
    _take_turn(connection)


def begin_writing(s: Session) -> None:
    """Go on from looking to writing, on the same connection. What was seen may have changed."""
    connection = s.connection()
    if connection.dialect.name == "sqlite":
        connection.connection.dbapi_connection.execute("ROLLBACK")  # type: ignore[union-attr]
        _take_turn(connection)


def _take_turn(connection: Connection) -> None:
    raw: Any = connection.connection.dbapi_connection
    raw.execute("PRAGMA busy_timeout=0")
    try:
        if not _has_its_turn(raw):
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # raises what callers know
    finally:
        raw.execute(f"PRAGMA busy_timeout={BUSY_MS}")


def _has_its_turn(raw: Any) -> bool:
    until = time.monotonic() + BUSY_MS / 1000
    while time.monotonic() < until:
        try:
            raw.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                return False
            time.sleep(RETRY_SECONDS)
        else:
            return True
    return False


class Database:
    """The engine of one process. Doors open a session each; a session commits only when told."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self._reader = self.engine.execution_options(writes=False)

    def open(self, writes: bool = True) -> Session:
        """A session that the caller must close. With `writes=False` it never waits for a lock."""
        return Session(self.engine if writes else self._reader, expire_on_commit=False)

    @contextmanager
    def session(self, writes: bool = True) -> Iterator[Session]:
        """A session for a `with` block; what was not committed is rolled back at its end."""
        with self.open(writes) as session:
            yield session
