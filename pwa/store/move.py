"""From SQLite to PostgreSQL: every row of every clinic, one clinic after the other, or nothing."""

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, String, TableClause, column, delete, insert, select, table
from sqlmodel import Session, SQLModel

from pwa.errors import BoosterError, Conflict
from pwa.store import directory
from pwa.store.db import enter
from pwa.store.sealed import Sealed
from pwa.store.tables.apart import clinics_tables

AT_ONCE = 500


def move(old: Session, new: Session) -> dict[str, int]:
    """Copy all rows and compare them; how many of each table. The caller commits `new`.

    Both have to be writing sessions, so that nothing is added meanwhile. Conflict when the new one
    has a clinic already; BoosterError when a table is not the same afterwards.
    """
    if directory.clinics(new):
        raise Conflict("The new database has a clinic already: move into an empty one.")
    of_clinics = clinics_tables(SQLModel.metadata)
    of_all = [one for one in SQLModel.metadata.sorted_tables if one not in of_clinics]
    counts = {one.name: _copied(old, new, one, None) for one in of_all}
    for clinic_id in directory.clinics(old):
        enter(new, clinic_id)
        for one in of_clinics:
            counts[one.name] = counts.get(one.name, 0) + _copied(old, new, one, clinic_id)
    return counts


def _copied(old: Session, new: Session, one: Any, clinic_id: str | None) -> int:
    plain, target = _plain(one), new.connection()
    if clinic_id is None:
        target.execute(delete(plain))  # what the migration has put there
    for rows in _pages(old.connection(), plain, clinic_id):
        target.execute(insert(plain), rows)
    count, digest = _summed(old.connection(), plain, clinic_id)
    if (count, digest) != _summed(target, plain, clinic_id):
        raise BoosterError(f"{one.name} is not the same in the new database: nothing was moved.")
    return count


def _pages(
    connection: Connection, plain: TableClause, clinic_id: str | None
) -> Iterator[list[dict[str, Any]]]:
    chosen = select(plain)
    if clinic_id is not None:
        chosen = chosen.where(plain.c["id" if plain.name == "clinic" else "clinic_id"] == clinic_id)
    with connection.execute(chosen, execution_options={"yield_per": AT_ONCE}) as found:
        for rows in found.mappings().partitions():
            yield [dict(row) for row in rows]


def _summed(connection: Connection, plain: TableClause, clinic_id: str | None) -> tuple[int, int]:
    """How many rows, and the sum of their digests, whatever their order."""
    count = total = 0
    for rows in _pages(connection, plain, clinic_id):
        for row in rows:
            written = repr(sorted(row.items())).encode("utf-8", "surrogatepass")
            total += int.from_bytes(hashlib.sha256(written).digest())
        count += len(rows)
    return count, total


def _plain(one: Any) -> TableClause:
    """The table without what it makes of its values: what is sealed stays sealed."""
    kinds = ((each.name, each.type) for each in one.columns)
    columns = (column(name, String() if isinstance(kind, Sealed) else kind) for name, kind in kinds)
    return table(one.name, *columns)
