"""What is true of the whole server and of no clinic."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from pwa.store.tables.base import Document
from pwa.store.types import UTC


class Server(SQLModel, table=True):
    """One row. A restored backup begins a new epoch: phones then offer again what it lacks."""

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    epoch: str
    begun_at: datetime = Field(sa_type=UTC)
    saved_at: datetime | None = Field(default=None, sa_type=UTC)  # the newest verified backup


class JobRun(SQLModel, table=True):
    """When a background job last ran, whichever machine did it. Nothing in it names anybody."""

    __tablename__ = "job_run"
    name: str = Field(primary_key=True)
    began_at: datetime = Field(sa_type=UTC)
    ended_at: datetime | None = Field(default=None, sa_type=UTC)  # the last time without an error
    failed_at: datetime | None = Field(default=None, sa_type=UTC)
    error: str = ""  # the kind of the last one
    told_at: datetime | None = Field(default=None, sa_type=UTC)  # that it is late
    figures: dict[str, Any] | None = Field(default=None, sa_type=Document)  # what it counted
