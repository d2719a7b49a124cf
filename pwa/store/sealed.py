"""A column whose texts only a holder of the key can read, and only in their own row.

A column type sees a value and not its row. So a row says where it stands when it is written or
read: objects do by themselves (`watch`), a statement by `placed` and `Closed.opened`. A value whose
place nobody gave is refused, and one that nobody opened is no text: both fail at once.
"""

from typing import Any, NamedTuple, Self

from sqlalchemy import Dialect, String, event, inspect, type_coerce
from sqlalchemy.types import TypeDecorator

from pwa.store import blind
from pwa.store.keyring import MARK, is_sealed, ring


class Place(NamedTuple):
    """Where a value belongs. It opens nowhere else."""

    table: str
    column: str
    clinic_id: str
    row_id: str

    @property
    def name(self) -> bytes:
        return "\n".join(self).encode()


class Placed(str):
    """A text that knows where it is going to be stored."""

    __slots__ = ("place",)
    place: Place

    def __new__(cls, text: str, place: Place) -> Self:
        made = super().__new__(cls, text)
        made.place = place
        return made


class Closed(NamedTuple):
    """A value as it is stored. It goes back into the database as it is."""

    raw: str

    def opened(self, place: Place) -> str:
        return ring().open(self.raw, place.name)

    def __str__(self) -> str:
        raise TypeError("a sealed value has to be opened with its place")


class Sealed(TypeDecorator[str]):
    """A text, encrypted. An empty one stays empty: that there is none may be asked for."""

    impl = String
    cache_ok = True

    def process_bind_param(
        self,
        value: Any,
        dialect: Dialect,  # noqa: ARG002
    ) -> str | None:
        if not value:
            return value if value is None else ""
        if isinstance(value, Closed):
            return value.raw
        if isinstance(value, Placed):
            return ring().seal(value, value.place.name)
        raise TypeError("a value of a sealed column needs its place, and can't be searched for")

    def process_result_value(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> Any:
        return Closed(value) if value and is_sealed(value) else value


def columns_of(table: Any) -> list[str]:
    """The names of a table's sealed columns."""
    return [column.name for column in table.columns if isinstance(column.type, Sealed)]


def as_stored(column: Any) -> Any:
    """The column as it lies in the database, for a statement that fetches many rows."""
    return type_coerce(column, String) if isinstance(column.type, Sealed) else column


def opened(stored: Any, table: str, column: str, clinic_id: str, row_id: str) -> Any:
    """What a statement fetched from a row `as_stored`."""
    if isinstance(stored, str) and stored.startswith(MARK) and is_sealed(stored):
        return ring().open(stored, f"{table}\n{column}\n{clinic_id}\n{row_id}".encode())
    return stored  # empty, or from before there were keys


def placed(model: Any, row: dict[str, Any]) -> dict[str, Any]:
    """A row for a statement, its sealed columns with their places, and what they are found by."""
    table = model.__table__
    made = blind.values(table.name, row) | row
    for name in columns_of(table):
        if made.get(name):
            place = Place(table.name, name, row["clinic_id"], row["id"])
            made[name] = Placed(made[name], place)
    return made


def watch(model: type[Any]) -> None:
    """Have the objects of a table opened when they are loaded, and placed when they are written."""
    table = model.__table__
    names = columns_of(table)

    def read(row: Any, _context: Any, _names: Any = None) -> None:
        values = row.__dict__
        for name in names:
            value = values.get(name)
            if isinstance(value, Closed):
                place = Place(table.name, name, values["clinic_id"], values["id"])
                values[name] = value.opened(place)

    def write(_mapper: Any, _connection: Any, row: Any) -> None:
        written = inspect(row).committed_state if inspect(row).persistent else names
        for name in names:
            value = row.__dict__.get(name)
            if value and name in written and not isinstance(value, Closed):
                setattr(row, name, Placed(value, Place(table.name, name, row.clinic_id, row.id)))

    if names:
        event.listen(model, "load", read)
        event.listen(model, "refresh", read)
        event.listen(model, "before_insert", write)
        event.listen(model, "before_update", write)
