"""What is true of the whole server and of no clinic."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from pwa.store.types import UTC


class Server(SQLModel, table=True):
    """One row. A restored backup begins a new epoch: phones then offer again what it lacks."""

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    epoch: str
    begun_at: datetime = Field(sa_type=UTC)
    saved_at: datetime | None = Field(default=None, sa_type=UTC)  # the newest verified backup
