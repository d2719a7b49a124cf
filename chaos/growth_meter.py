"""What a request costs the database, in numbers that no other work on the machine changes."""

import time
from collections.abc import Callable
from typing import Any, Protocol

import psycopg
from sqlalchemy import Engine, event

PATIENCE = 60
STEPS = 10  # of SQLite's machine between two counts


class Meter(Protocol):
    unit: str

    def cost(self, act: Callable[[], object]) -> int:
        """What `act` costs."""


class Sqlite:
    """Steps of SQLite's virtual machine: each row that is looked at takes some."""

    unit = "steps"

    def __init__(self, engine: Engine) -> None:
        self._count = 0
        event.listen(engine, "checkout", self._set_up)

    def cost(self, act: Callable[[], object]) -> int:
        self._count = 0
        act()
        return self._count * STEPS

    def _set_up(self, raw: Any, _record: Any, _proxy: Any) -> None:
        raw.set_progress_handler(self._step, STEPS)

    def _step(self) -> int:
        self._count += 1
        return 0


class Postgresql:
    """Rows that were read from tables and by indexes, as the server itself counts them."""

    unit = "rows"
    _ROWS = """SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_user_tables"""

    def __init__(self, engine: Engine, url: str) -> None:
        self._engine, self._url = engine, url

    def cost(self, act: Callable[[], object]) -> int:
        before = self._rows()
        act()
        return self._rows() - before

    def _rows(self) -> int:
        self._engine.dispose()  # a connection that ends hands in what it counted
        with psycopg.connect(self._url, autocommit=True) as raw:
            _gone(raw)
            return int(raw.execute(self._ROWS).fetchone()[0])


def _gone(raw: Any) -> None:
    """Until nobody else is connected: then all has been counted."""
    others = """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
        AND backend_type = 'client backend' AND pid <> pg_backend_pid()"""
    end = time.monotonic() + PATIENCE
    while raw.execute(others).fetchone()[0]:
        assert time.monotonic() < end, "somebody stays connected"
        time.sleep(0.01)
