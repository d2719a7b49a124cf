"""Sealing anew what an older key sealed, or none, while the app goes on.

A few rows at a time. A value that somebody has changed meanwhile is left: the app has sealed it
with the key in use. What was done stays done, so a run that was broken off is simply run again.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sqlmodel import Session, select, update

from pwa.store import blind
from pwa.store.db import Database
from pwa.store.keyring import key_of, ring
from pwa.store.sealed import Closed, Place, as_stored, columns_of, opened
from pwa.store.tables import Owned

AT_ONCE = 200
Change = tuple[str, str, str, dict[str, Any]]  # row, column, as stored, what is written


def models() -> list[Any]:
    """Every table with a sealed column."""
    return [model for model in Owned.__subclasses__() if columns_of(_table(model))]


def counted(s: Session, clinic_id: str) -> Counter[str]:
    """How many values of a clinic are sealed with which key; "" are those in clear."""
    found: Counter[str] = Counter()
    for model in models():
        for _, *values in _rows(s, model, clinic_id, "", None):
            found.update(key_of(value) for value in values if value)
    return found


def reseal(database: Database, clinic_id: str) -> Iterator[tuple[int, int]]:
    """How many rows were looked at, and how many values sealed anew, after each few."""
    for model in models():
        after = ""
        while True:
            with database.session(writes=False, clinic_id=clinic_id) as s:
                rows = _rows(s, model, clinic_id, after, AT_ONCE)
            if not rows:
                break
            changes = list(_changes(model, clinic_id, rows))
            yield len(rows), _write(database, model, clinic_id, changes)
            after = rows[-1][0]


def _rows(s: Session, model: Any, clinic_id: str, after: str, most: int | None) -> Sequence[Any]:
    stored = [as_stored(getattr(model, name)) for name in columns_of(_table(model))]
    mine = select(model.id, *stored).where(model.clinic_id == clinic_id, model.id > after)
    return s.execute(mine.order_by(model.id).limit(most)).all()


def _changes(model: Any, clinic_id: str, rows: Sequence[Any]) -> Iterator[Change]:
    table, keys = _table(model), ring()
    for row_id, *values in rows:
        for column, stored in zip(columns_of(table), values, strict=True):
            if stored and key_of(stored) != keys.in_use:
                text = opened(stored, table.name, column, clinic_id, row_id)
                place = Place(table.name, column, clinic_id, row_id)
                found_by = blind.values(table.name, {column: text, "clinic_id": clinic_id})
                sealed = {column: Closed(keys.seal(text, place.name))}
                yield row_id, column, stored, sealed | found_by


def _write(database: Database, model: Any, clinic_id: str, changes: Sequence[Change]) -> int:
    done = 0
    if changes:
        with database.session(clinic_id=clinic_id) as s:
            for row_id, column, stored, values in changes:
                same = as_stored(getattr(model, column)) == stored
                mine = (model.clinic_id == clinic_id, model.id == row_id, same)
                statement = update(model).where(*mine).values(values)
                done += s.execute(statement.returning(model.id)).first() is not None
            s.commit()
    return done


def _table(model: Any) -> Any:
    return model.__table__
