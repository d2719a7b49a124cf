"""What all tables share: names of constraints, ids, and a row that belongs to a clinic."""

from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, ForeignKeyConstraint, Index, false, text, true
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}


def new_id() -> str:
    return str(uuid4())


class Owned(SQLModel):
    """A row of one clinic. Its key begins with the clinic, so no reference crosses clinics."""

    clinic_id: str = Field(foreign_key="clinic.id", primary_key=True)
    id: str = Field(default_factory=new_id, primary_key=True)


class Document(JSON):
    """A JSON column whose None is SQL's NULL, not JSON's null."""

    def __init__(self) -> None:
        super().__init__(none_as_null=True)


def added(default: bool | int | str) -> Any:
    """A column that came later: rows from before have the default, too."""
    if isinstance(default, bool):
        literal: Any = true() if default else false()  # SQLite's is a number
    else:
        literal = text(f"'{default}'" if isinstance(default, str) else str(default))
    return Field(default=default, sa_column_kwargs={"server_default": literal})


def of(table: str, column: str) -> ForeignKeyConstraint:
    """A reference to a row of the same clinic."""
    return ForeignKeyConstraint(["clinic_id", column], [f"{table}.clinic_id", f"{table}.id"])


def only_one(name: str, *columns: str, where: str) -> Index:
    """At most one row of a clinic with these columns, among those where the condition holds."""
    return Index(name, "clinic_id", *columns, unique=True, **_only(where))


def few(name: str, *columns: str, where: str) -> Index:
    """Those rows of a clinic for which the condition holds, in the order of these columns."""
    return Index(name, "clinic_id", *columns, **_only(where))


def _only(where: str) -> dict[str, Any]:
    return {f"{name}_where": text(where) for name in ("sqlite", "postgresql")}
