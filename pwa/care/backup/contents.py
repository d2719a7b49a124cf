"""What is in a database, so that two can be compared: by table, by clinic, to the last value."""

import hashlib
from typing import Any, NamedTuple, Self

from sqlalchemy import ColumnClause, Connection, column, func, inspect, select, table

AT_ONCE = 1000


class Contents(NamedTuple):
    """`tables`: of each, how many rows and the sum of their SHA-256, whatever their order.

    `heads`: of each clinic, the last link of its audit trail; `seqs`: its newest check-in's number.
    """

    kind: str
    revision: str
    tables: dict[str, list[Any]]
    heads: dict[str, list[Any]]
    seqs: dict[str, int]

    @classmethod
    def of(cls, connection: Connection) -> Self:
        """All that this connection sees, in its transaction."""
        found = inspect(connection)
        columns = {
            name: [one["name"] for one in found.get_columns(name)]
            for name in sorted(found.get_table_names())
        }
        return cls(
            connection.dialect.name,
            _revision(connection) if "alembic_version" in columns else "",
            {name: _summed(connection, name, names) for name, names in columns.items()},
            _heads(connection) if "audit_event" in columns else {},
            seqs_of(connection) if "check_in" in columns else {},
        )

    def differences(self, other: Self) -> list[str]:
        """In what the other is not the same, in words for the operator."""
        parts = (
            ("rows of", self.tables, other.tables),
            ("audit trail of", self.heads, other.heads),
            ("check-ins of", self.seqs, other.seqs),
        )
        told = [
            f"{part} {name}: {theirs.get(name)} and not {ours.get(name)}"
            for part, ours, theirs in parts
            for name in sorted({*ours, *theirs})
            if ours.get(name) != theirs.get(name)
        ]
        return told + [f"it is {other[:2]} and not {self[:2]}"] * (self[:2] != other[:2])

    @property
    def check_ins(self) -> int:
        return int(self.tables.get("check_in", [0])[0])


def _revision(connection: Connection) -> str:
    return str(connection.execute(select(column("version_num")).select_from(_ALEMBIC)).scalar())


def _summed(connection: Connection, name: str, columns: list[str]) -> list[Any]:
    chosen = select(*(_column(one) for one in columns)).select_from(table(name))
    count = total = 0
    with connection.execute(
        chosen, execution_options={"stream_results": True, "yield_per": AT_ONCE}
    ) as rows:
        for row in rows:
            written = repr(tuple(row)).encode("utf-8", "surrogatepass")
            count += 1
            total += int.from_bytes(hashlib.sha256(written).digest())
    return [count, f"{total % 2**256:064x}"]


def _heads(connection: Connection) -> dict[str, list[Any]]:
    clinic, seq, digest = map(_column, ("clinic_id", "seq", "hash"))
    event = table("audit_event", clinic, seq, digest)
    last = (
        select(clinic, func.max(seq).label("last")).select_from(event).group_by(clinic).subquery()
    )
    joined = event.join(
        last, (event.c.clinic_id == last.c.clinic_id) & (event.c.seq == last.c.last)
    )
    rows = connection.execute(
        select(event.c.clinic_id, event.c.seq, event.c.hash).select_from(joined)
    )
    return {row[0]: list(row[1:]) for row in rows}


def seqs_of(connection: Connection) -> dict[str, int]:
    """Of each clinic with check-ins, its newest one's number."""
    clinic, seq = _column("clinic_id"), _column("seq")
    chosen = select(clinic, func.max(seq)).select_from(table("check_in")).group_by(clinic)
    return {row[0]: row[1] for row in connection.execute(chosen)}


def _column(name: str) -> ColumnClause[Any]:
    """As the driver gives it, whatever this release makes of it."""
    return column(name)


_ALEMBIC = table("alembic_version")
