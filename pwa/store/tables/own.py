"""What a clinic brings with it: its pictures, and lists that are being imported."""

from datetime import datetime

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlmodel import Field

from pwa.store.sealed import Sealed
from pwa.store.tables.base import Owned, of
from pwa.store.types import UTC


class ClinicImage(Owned, table=True):
    __tablename__ = "clinic_image"
    __table_args__ = (UniqueConstraint("clinic_id", "purpose"),)
    purpose: str  # logo
    media_type: str
    body: bytes = Field(sa_type=LargeBinary)
    digest: str
    created_at: datetime = Field(sa_type=UTC)


class ImportDraft(Owned, table=True):
    """A list that staff gave and have looked at, until it is taken in or thrown away."""

    __tablename__ = "import_draft"
    __table_args__ = (of("staff", "staff_id"),)
    staff_id: str
    kind: str  # patients | check-ins
    file_name: str
    body: str = Field(sa_type=Sealed)
    digest: str
    created_at: datetime = Field(sa_type=UTC)
    expires_at: datetime = Field(sa_type=UTC)
    imported_at: datetime | None = Field(default=None, sa_type=UTC)
