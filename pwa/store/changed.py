"""When a row last changed in what other systems read of it: they ask for what is new since then."""

from typing import Any

from sqlalchemy import event, inspect
from sqlmodel import Session, update

from pwa.store.types import now

_WATCHED: list[Any] = []


def watch(tables: dict[Any, tuple[str, ...]]) -> None:
    """Note the moment at each change of one of these columns. A bare statement does it itself."""
    for table, names in tables.items():
        event.listen(table, "before_update", _noting(names))
        _WATCHED.append(table)


def say_where_missing(s: Session, clinic_id: str) -> None:
    """Now, for rows that do not say it: an older release makes some while it is being replaced."""
    for table in _WATCHED:
        silent = (table.clinic_id == clinic_id, table.changed_at.is_(None))
        s.execute(update(table).where(*silent).values(changed_at=now()))


def _noting(names: tuple[str, ...]) -> Any:
    def note(_mapper: Any, _connection: Any, row: Any) -> None:
        if any(inspect(row).attrs[name].history.has_changes() for name in names):
            row.changed_at = now()

    return note
