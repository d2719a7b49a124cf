"""Inserts that a second arrival may repeat. RETURNING says who won; row counts do not."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from pwa.store.sealed import placed

# What follows ON CONFLICT is each database's own, though both mean the same by it.
INSERT: dict[str, Callable[[Any], Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def unless_there(s: Session, table: type[Any], row: dict[str, Any]) -> bool:
    """Insert a row unless its key is taken; whether it was inserted."""
    connection = s.connection()
    insert = INSERT[connection.dialect.name]
    key = table.__table__.primary_key.columns
    statement = insert(table).values(placed(table, row))
    statement = statement.on_conflict_do_nothing().returning(*key)
    return connection.execute(statement).first() is not None
