"""What a sealed text is found by: an index that only who holds the key can work out (ADR 28).

Beside a sealed column stands another one with the HMAC of its text, bound to the column and the
clinic. It is written with the text, and again by `booster keys rotate` and by the worker.
"""

from typing import Any

from sqlalchemy import ColumnElement, event, inspect

from pwa.store.keyring import ring

# Sealed columns that are looked up by the whole of their text, with their index.
INDEXED: dict[str, dict[str, str]] = {"patient": {"reference": "reference_index"}}


def values(table: str, row: dict[str, Any]) -> dict[str, str]:
    """The indexes, by their columns, of those texts of a row that have one; empty for no text."""
    return {
        index: ring().index(row[column], _place(table, column, row["clinic_id"]))
        for column, index in INDEXED.get(table, {}).items()
        if column in row
    }


def may_be(
    model: Any, column: str, clinic_id: str, text: str
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Which rows may have this text: by any key at hand, and those of which nobody knows yet.

    Two conditions, for a database would not see an index in their sum. Whoever can write to it can
    alter what stands in the index: compare the text itself.
    """
    table = model.__table__.name
    index = getattr(model, INDEXED[table][column])
    known = ring().indexes(text, _place(table, column, clinic_id))
    return index.in_(known), index.is_(None)


def watch(model: Any) -> None:
    """Have the indexes of a table's objects written with them."""
    table: str = model.__table__.name

    def write(_mapper: Any, _connection: Any, row: Any) -> None:
        seen = inspect(row)
        texts = {
            column: getattr(row, column)
            for column in INDEXED[table]
            if not seen.persistent or seen.attrs[column].history.has_changes()
        }
        for index, value in values(table, texts | {"clinic_id": row.clinic_id}).items():
            setattr(row, index, value)

    event.listen(model, "before_insert", write)
    event.listen(model, "before_update", write)


def _place(*parts: str) -> bytes:
    return "\n".join(parts).encode()
