"""SQLite: safe settings, and one writer at a time over all clinics."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event

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
RETRY_SECONDS = 0.0002
# Names, as PostgreSQL has: a prepared statement is given its values by name.
ENGINE: dict[str, Any] = {"paramstyle": "named"}
READER: dict[str, Any] = {}


def prepare(engine: Engine) -> None:
    """Have every connection of the engine set up, and every transaction begun, safely."""
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)


def take_turn(connection: Connection, _clinic_id: str | None = None) -> None:
    """End the transaction that looked, if there is one, and begin one that writes."""
    raw: Any = connection.connection.dbapi_connection
    if raw.in_transaction:
        raw.execute("ROLLBACK")
    raw.execute("PRAGMA busy_timeout=0")
    try:
        if not _has_its_turn(raw):
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # raises what callers know
    finally:
        raw.execute(f"PRAGMA busy_timeout={BUSY_MS}")


def enter(connection: Connection, clinic_id: str) -> None:
    """Nothing: here only the app's own queries keep clinics apart."""


@contextmanager
def rebuilding(connection: Connection) -> Iterator[None]:
    """Let a migration build anew a table that others refer to."""
    raw: Any = connection.connection.dbapi_connection
    raw.execute("PRAGMA foreign_keys=OFF")  # means nothing within a transaction
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def check_references(connection: Connection) -> None:
    """RuntimeError when a row refers to one that is not there."""
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError(f"a row of {broken[0]} refers to no row of {broken[2]}")


def _set_up(raw: Any, _record: Any) -> None:
    raw.isolation_level = None  # the driver must not begin by itself: _begin does
    for name, value in PRAGMAS.items():
        raw.execute(f"PRAGMA {name}={value}")


def _begin(connection: Connection) -> None:
    # A reader that turns into a writer half-way fails at once when another has written: a writer
    # takes the lock first.
    if connection.get_execution_options().get("writes", True):
        take_turn(connection)
    else:
        connection.connection.dbapi_connection.execute("BEGIN")  # type: ignore[union-attr]


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
