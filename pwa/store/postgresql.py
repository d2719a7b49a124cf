"""PostgreSQL: a writer at a time in each clinic, as SQLite has one over all.

What relies on one writer (numbers without gaps, one open request, the audit trail's chain) holds
for a clinic, so its writers take turns by an advisory lock. Whoever does not say which clinic takes
the turn of all of them. READ COMMITTED then sees everything that the turn before has committed; a
reader sees one moment for as long as it looks.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import ExceptionContext

BUSY_MS = 5000
SETTINGS = {"lock_timeout": str(BUSY_MS), "timezone": "UTC"}
# What was answered is on disk; a server that is stricter than that stays so.
_ON_DISK = """SELECT set_config('synchronous_commit', 'on', false)
    WHERE current_setting('synchronous_commit') = 'off'"""
# Another one after each recovery to a point in time, and after each replica that took over.
_TIMELINE = """SELECT CASE WHEN pg_is_in_recovery() THEN ''
    ELSE left(pg_walfile_name(pg_current_wal_lsn()), 8) END"""
# A pooled connection may be dead: the server was restarted, or another one has taken over.
ENGINE: dict[str, Any] = {"pool_pre_ping": True, "connect_args": {"connect_timeout": 5}}
READER: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
_ALL = 0x626F6F73746572  # "booster": nobody else in this database is likely to lock it
_EVERYBODY = "SELECT pg_advisory_xact_lock(%s)"
# Until the transaction ends: the next one on a pooled line must not be inside.
_INSIDE = "SELECT set_config('booster.clinic', %s, true)"
_ONE_CLINIC = f"{_INSIDE}, pg_advisory_xact_lock_shared(%s), pg_advisory_xact_lock(%s)"


def prepare(engine: Engine) -> None:
    """Have every connection of the engine set up, and every writer wait for its turn."""
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _tell_no_values)


def take_turn(connection: Connection, clinic_id: str | None = None) -> None:
    """End the transaction that looked, if there is one, and begin one that writes."""
    raw: Any = connection.connection.dbapi_connection
    raw.rollback()
    raw.read_only, raw.isolation_level = None, None  # until the pool has it back
    _wait(connection, clinic_id)


def enter(connection: Connection, clinic_id: str) -> None:
    """Let the transaction see and write the rows of this clinic and of no other."""
    connection.exec_driver_sql(_INSIDE, (clinic_id,))


@contextmanager
def rebuilding(_connection: Connection) -> Iterator[None]:
    """Nothing: here a constraint can be changed in its place."""
    yield


def check_references(_connection: Connection) -> None:
    """Nothing: they were held all the time."""


def without_values(error: BaseException) -> None:
    """An error's details repeat the row's values: a person's name or answers, for every log."""
    told = getattr(getattr(error, "diag", None), "message_primary", None)
    if told:
        error.args = (told,)


def _set_up(raw: Any, record: Any) -> None:
    for name, value in SETTINGS.items():
        raw.execute("SELECT set_config(%s, %s, false)", (name, value))
    raw.execute(_ON_DISK)
    (record.info["timeline"],) = raw.execute(_TIMELINE).fetchone()
    raw.commit()
    raw.adapters.register_dumper(str, _text_dumper())


@cache
def _text_dumper() -> type[Any]:
    """How a text is sent. PostgreSQL's have no NUL: it is kept as the sign for what is unreadable.

    Refused, it would make an error of our own of what somebody else has typed.
    """
    from psycopg.types.string import StrDumperUnknown  # noqa: PLC0415  not for SQLite

    class WithoutNul(StrDumperUnknown):
        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", "\N{REPLACEMENT CHARACTER}"))

    return WithoutNul


def _tell_no_values(context: ExceptionContext) -> None:
    if context.sqlalchemy_exception is not None:
        without_values(context.original_exception)
        name = type(context.original_exception).__name__
        context.sqlalchemy_exception.args = (f"({name}) {context.original_exception}",)


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("waits"):  # a migration, for however long another one takes
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
    inside = options.get("inside") or options.get("clinic_id")
    if options.get("writes", True):
        _wait(connection, options.get("clinic_id"))
    elif inside:
        enter(connection, inside)


def _wait(connection: Connection, clinic_id: str | None) -> None:
    # The shared half keeps out whoever wants all clinics. Everybody asks in this order.
    if clinic_id is None:
        connection.exec_driver_sql(_EVERYBODY, (_ALL,))
    else:
        connection.exec_driver_sql(_ONE_CLINIC, (clinic_id, _ALL, _number(clinic_id)))


def _number(clinic_id: str) -> int:
    return int.from_bytes(hashlib.sha256(clinic_id.encode()).digest()[:8], signed=True)
