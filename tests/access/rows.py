"""All that is on record of a clinic."""

from flask import Flask
from sqlmodel import SQLModel, select

from pwa.store.tables import Clinic


def rows_of(app: Flask, clinic_id: str) -> dict[str, list[str]]:
    """Its rows by table, as texts that can be compared."""
    tables = {mapper.class_ for mapper in SQLModel._sa_registry.mappers}
    owned = [table for table in tables if hasattr(table, "clinic_id")]
    with app.extensions["db"].session(writes=False, clinic_id=clinic_id) as reader:
        found = {
            table.__name__: reader.exec(select(table).where(table.clinic_id == clinic_id)).all()
            for table in owned
        }
        found["Clinic"] = [reader.get_one(Clinic, clinic_id)]
    return {name: sorted(map(repr, rows)) for name, rows in found.items()}


def changed(before: dict[str, list[str]], after: dict[str, list[str]]) -> list[str]:
    """The tables whose rows are not as they were."""
    return [name for name, rows in after.items() if rows != before[name]]
