"""How phones and staff get in: devices, invites, and the guesses that are counted."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from pwa.store.tables.base import Owned, new_id, of
from pwa.store.types import UTC


class Device(Owned, table=True):
    __table_args__ = (
        UniqueConstraint("clinic_id", "token_hash"),
        Index(None, "clinic_id", "patient_id"),
        of("patient", "patient_id"),
    )
    patient_id: str
    token_hash: str
    label: str = ""
    created_at: datetime = Field(sa_type=UTC)
    seen_at: datetime = Field(sa_type=UTC)
    revoked_at: datetime | None = Field(default=None, sa_type=UTC)


class Invite(Owned, table=True):
    # Whoever redeems one does not say which clinic: token and code are unique over all of them.
    __table_args__ = (
        UniqueConstraint("token_hash"),
        UniqueConstraint("code_hash"),
        Index(None, "clinic_id", "patient_id"),
        of("patient", "patient_id"),
    )
    patient_id: str
    token_hash: str
    code_hash: str
    created_at: datetime = Field(sa_type=UTC)
    expires_at: datetime = Field(sa_type=UTC)
    redeemed_at: datetime | None = Field(default=None, sa_type=UTC)
    created_by: str


class SignInAttempt(SQLModel, table=True):
    """One failed guess at a password; the key is a hash of the address or of the account."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (Index(None, "key_hash", "at"),)
    id: str = Field(default_factory=new_id, primary_key=True)
    key_hash: str
    at: datetime = Field(sa_type=UTC)


class PairingAttempt(SQLModel, table=True):
    """One failed guess at a pairing code; the key is a hash of the address, or "all"."""

    __tablename__ = "pairing_attempt"
    __table_args__ = (Index(None, "key_hash", "at"),)
    id: str = Field(default_factory=new_id, primary_key=True)
    key_hash: str
    at: datetime = Field(sa_type=UTC)
