"""A checked history: what phones were promised, held against what the database has.

It reads the tables past the app, so that a mistake of the app's own queries hides nothing.
"""

import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import Any, NamedTuple

import psycopg

# What the database has of each check-in, the numbers in which its advice was recorded with it too.
_ROWS = """SELECT c.id, c.patient_id, c.digest, c.answers, c."on", c.seq,
    coalesce(a.advised, 0)
    FROM check_in c LEFT JOIN (SELECT clinic_id, trigger_id, count(*) AS advised FROM advice_record
        WHERE trigger = 'check-in' GROUP BY clinic_id, trigger_id) a
    ON a.clinic_id = c.clinic_id AND a.trigger_id = c.id WHERE c.device_id IS NOT NULL"""


class Sent(NamedTuple):
    """An item as its phone made it."""

    id: str
    patient: str
    on: str
    answers: list[int | None]
    digest: str


class Row(NamedTuple):
    """A check-in as it lies in the database."""

    id: str
    patient: str
    digest: str
    answers: list[int | None]
    on: str
    seq: int
    advised: int


class History:
    """What was sent and what was acknowledged; many threads write it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.sent: dict[str, Sent] = {}
        self.promised: dict[str, Sent] = {}

    def sends(self, item: Sent) -> None:
        with self._lock:
            self.sent[item.id] = item

    def promise(self, item: Sent) -> None:
        """The phone took the answer for a receipt, and forgot the item."""
        with self._lock:
            self.promised[item.id] = item

    def faults(self, rows: Sequence[Row]) -> list[str]:
        """What breaks: each promise is there exactly once, unaltered, and nothing else is."""
        kept = {row.id: row for row in rows}
        return [
            *(f"lost: {id_}" for id_ in self.promised if id_ not in kept),
            *(f"nobody's: {row.id}" for row in rows if row.id not in self.sent),
            *(fault for row in rows for fault in _altered(row, self.sent.get(row.id))),
            *_twice("twice: an item", (row.digest for row in rows)),
            *_twice("twice: an id", (row.id for row in rows)),
        ]


def rows_of(url: str) -> list[Row]:
    """All check-ins that came from phones. `url`: of somebody who may see every clinic's."""
    return [Row(*row[:3], _read(row[3]), str(row[4]), *row[5:]) for row in query(url, _ROWS)]


def query(url: str, statement: str) -> list[Any]:
    """The rows of a statement, without a word of the app."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=60)) as raw:
            return raw.execute(statement).fetchall()
    with psycopg.connect(url) as connection:
        return connection.execute(statement.encode()).fetchall()


def _read(answers: Any) -> list[int | None]:
    return json.loads(answers) if isinstance(answers, str) else answers


def _altered(row: Row, sent: Sent | None) -> Iterable[str]:
    if sent is None:
        return
    for name in ("patient", "on", "answers", "digest"):
        if getattr(row, name) != getattr(sent, name):
            yield f"altered: {row.id} has another {name}"
    if row.advised != 1:
        yield f"half kept: {row.id} has {row.advised} records of its advice"


def _twice(words: str, values: Iterable[str]) -> Iterable[str]:
    return (f"{words} ({value})" for value, count in Counter(values).items() if count > 1)


def gaps(rows: Sequence[Row]) -> list[str]:
    """The numbers of one clinic's arrivals, which a cursor relies on."""
    numbers = sorted(row.seq for row in rows)
    sound = numbers == list(range(1, len(rows) + 1))
    return [] if sound else ["the numbers of arrivals have a gap or are twice there"]
