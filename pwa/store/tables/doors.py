"""How phones and staff get in: devices, invites, and the guesses that are counted."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from pwa.store.sealed import Sealed
from pwa.store.tables.base import Owned, added, few, new_id, of, only_one
from pwa.store.types import UTC


class Device(Owned, table=True):
    __table_args__ = (
        UniqueConstraint("clinic_id", "token_hash"),
        Index(None, "clinic_id", "patient_id"),
        few("ix_device_missing", "missing_since", where="missing_since IS NOT NULL"),
        of("patient", "patient_id"),
    )
    patient_id: str
    token_hash: str
    label: str = ""
    created_at: datetime = Field(sa_type=UTC)
    seen_at: datetime = Field(sa_type=UTC)
    revoked_at: datetime | None = Field(default=None, sa_type=UTC)
    # What the phone says of itself: the check-ins it made and lost, and how well it keeps them.
    made: int = added(default=0)
    lost: int = added(default=0)
    shared: bool = added(default=False)
    keeps: str | None = None  # persistent | best-effort | online-only
    reported_at: datetime | None = Field(default=None, sa_type=UTC)
    missing_since: datetime | None = Field(default=None, sa_type=UTC)  # see pwa/care/phone_word.py


class ClinicKey(Owned, table=True):
    """A key pair of the clinic's: phones seal answers to one, push services know the other."""

    __tablename__ = "clinic_key"
    __table_args__ = (only_one("uq_clinic_key_live", "purpose", where="retired_at IS NULL"),)
    purpose: str  # seal | push
    public_key: str  # the uncompressed point on P-256, base64url
    private_key: str = Field(sa_type=Sealed)  # PKCS#8, PEM
    created_at: datetime = Field(sa_type=UTC)
    retired_at: datetime | None = Field(default=None, sa_type=UTC)


class Invite(Owned, table=True):
    # Whoever redeems one does not say which clinic: the directory does.
    __table_args__ = (
        UniqueConstraint("clinic_id", "token_hash"),
        UniqueConstraint("clinic_id", "code_hash"),
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
