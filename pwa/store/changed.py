"""When a row last changed in what other systems read of it: they ask for what is new since then."""

from typing import Any

from sqlalchemy import event, inspect

from pwa.store.types import now


def watch(tables: dict[Any, tuple[str, ...]]) -> None:
    """Note the moment at each change of one of these columns. A bare statement does it itself."""
    for table, names in tables.items():
        event.listen(table, "before_update", _noting(names))


def _noting(names: tuple[str, ...]) -> Any:
    def note(_mapper: Any, _connection: Any, row: Any) -> None:
        if any(inspect(row).attrs[name].history.has_changes() for name in names):
            row.changed_at = now()

    return note
