"""Which clinic a key belongs to, for whoever comes to a door without saying it."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from pwa.store.types import UTC


class Directory(SQLModel, table=True):
    """Hashes only. The one table that is asked across clinics; see pwa/store/directory.py."""

    __table_args__ = (Index(None, "expires_at"),)
    kind: str = Field(primary_key=True)  # clinic | staff | passkey | staff-invite | invite | …
    key_hash: str = Field(primary_key=True)
    clinic_id: str
    expires_at: datetime | None = Field(default=None, sa_type=UTC)
