"""All that is on record of a clinic."""

from flask import Flask
from sqlalchemy import select
from sqlmodel import SQLModel

Rows = dict[str, list[str]]


def rows_of(app: Flask, clinic_id: str) -> Rows:
    """Its rows by table, as texts that can be compared."""
    found = {}
    with app.extensions["db"].session(writes=False, clinic_id=clinic_id) as reader:
        for table in SQLModel.metadata.sorted_tables:
            key = table.c.id if table.name == "clinic" else table.c.get("clinic_id")
            if key is not None:
                chosen = reader.connection().execute(select(table).where(key == clinic_id))
                found[table.name] = sorted(map(repr, chosen))
    return found


def changed(before: Rows, after: Rows) -> list[str]:
    """The tables whose rows are not as they were."""
    return [name for name, rows in after.items() if rows != before[name]]
