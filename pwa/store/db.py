"""The database: an engine with safe settings, and sessions that read or write."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import cast

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session

from pwa.store import postgresql, sqlite
from pwa.store.light import Light

KINDS: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}
# What is kept of each advice is mostly JSON: without its spaces fewer pages are written.
INSIDE = "inside"  # the clinic that a session, and a connection in its transaction, is in
_COMPACT = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)


def make_engine(url: str) -> Engine:
    """An engine for `url`, SQLite or PostgreSQL; a writer waits for its turn instead of failing.

    ArgumentError for any other kind.
    """
    kind = kind_of(make_url(url).get_backend_name())
    # No answer and no name in a log.
    engine = create_engine(
        url, hide_parameters=True, json_serializer=_COMPACT.encode, **kind.ENGINE
    )
    kind.prepare(engine)
    return engine


def begin_writing(s: Session, clinic_id: str | None = None) -> None:
    """Go on from looking to writing, on the same connection. What was seen may have changed.

    Who says which clinic is inside it then, and lets the others write meanwhile, where the
    database can.
    """
    connection = s.connection()
    kind_of(connection.dialect.name).take_turn(connection, clinic_id)
    s.info[INSIDE] = clinic_id
    connection.execution_options(**{INSIDE: clinic_id})


def enter(s: Session, clinic_id: str) -> None:
    """Let the session into a clinic, also for its later transactions, and out of the one before.

    On PostgreSQL it sees and writes nothing else from here on. A writer with the turn of one clinic
    stays in it: RuntimeError.
    """
    if s.in_transaction():
        s.flush()
        _enter(s.connection(), clinic_id)
    s.info[INSIDE] = clinic_id


class Database:
    """The engine of one process. Doors open a session each; a session commits only when told."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        options = kind_of(self.engine.dialect.name).READER
        self._reader = self.engine.execution_options(writes=False, **options)

    def open(self, writes: bool = True, clinic_id: str | None = None) -> Session:
        """A session that the caller must close. With `writes=False` it never waits for a lock.

        Without a clinic it sees no clinic's rows on PostgreSQL until it enters one.
        """
        engine = (self.engine if writes else self._reader).execution_options(clinic_id=clinic_id)
        return _Session(engine, expire_on_commit=False, info={INSIDE: clinic_id})

    def open_light(self) -> Session:
        """A session that looks first, for a few prepared statements."""
        return cast(Session, Light(self._reader))

    @contextmanager
    def session(self, writes: bool = True, clinic_id: str | None = None) -> Iterator[Session]:
        """A session for a `with` block; what was not committed is rolled back at its end."""
        with self.open(writes, clinic_id) as session:
            yield session


class _Session(Session):
    """A session that goes on in its clinic after a commit."""


@event.listens_for(_Session, "after_begin")
def _go_on(session: Session, _transaction: object, connection: Connection) -> None:
    if session.info[INSIDE]:
        _enter(connection, session.info[INSIDE])


def _enter(connection: Connection, clinic_id: str) -> None:
    options = connection.get_execution_options()
    turn = options.get("clinic_id")
    if options.get("writes", True) and turn not in (None, clinic_id):
        raise RuntimeError("a writer with the turn of one clinic may not enter another")
    if options.get(INSIDE, turn) != clinic_id:
        kind_of(connection.dialect.name).enter(connection, clinic_id)
        connection.execution_options(**{INSIDE: clinic_id})


def kind_of(name: str) -> ModuleType:
    """What is particular to SQLite or PostgreSQL. ArgumentError for any other database."""
    if name not in KINDS:
        raise ArgumentError(f"{name} is not a database for this app: sqlite or postgresql is")
    return KINDS[name]
