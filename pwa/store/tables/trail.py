"""The audit trail: who saw or changed what. No names stand in it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from pwa.store.tables.base import Document, Owned
from pwa.store.types import UTC


class AuditEvent(Owned, table=True):
    """One link of the clinic's chain: its hash covers it and the hash of the one before."""

    __tablename__ = "audit_event"
    __table_args__ = (
        UniqueConstraint("clinic_id", "seq"),
        Index(None, "clinic_id", "subject_id", "seq"),
    )
    seq: int
    at: datetime = Field(sa_type=UTC)
    name: str  # one of those declared
    actor: str  # staff | patient | system | cli | client
    actor_id: str | None = None
    subject_id: str | None = None  # the patient, mostly
    details: dict[str, Any] = Field(sa_type=Document)
    previous_hash: str
    hash: str
