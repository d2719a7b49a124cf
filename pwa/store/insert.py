"""Inserts that a second arrival may repeat. RETURNING says who won; row counts do not."""

from typing import Any

from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Session


def unless_there(s: Session, table: type[Any], row: dict[str, Any]) -> bool:
    """Insert a row unless its key is taken; whether it was inserted."""
    statement = insert(table).values(row).on_conflict_do_nothing().returning(table.id)
    return s.connection().execute(statement).first() is not None
