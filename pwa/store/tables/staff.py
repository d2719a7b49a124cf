"""How staff prove who they are, and how they are invited."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from pwa.store.tables.base import Owned, added, new_id, of
from pwa.store.types import UTC


class Passkey(Owned, table=True):
    """A WebAuthn credential. Whoever signs in does not say which clinic: the directory does."""

    __table_args__ = (
        UniqueConstraint("clinic_id", "credential_id"),
        Index(None, "clinic_id", "staff_id"),
        of("staff", "staff_id"),
    )
    staff_id: str
    credential_id: str  # base64url
    public_key: bytes = Field(sa_type=LargeBinary)
    sign_count: int = added(default=0)
    transports: str = ""
    name: str = ""
    created_at: datetime = Field(sa_type=UTC)
    used_at: datetime | None = Field(default=None, sa_type=UTC)
    revoked_at: datetime | None = Field(default=None, sa_type=UTC)


class RecoveryCode(Owned, table=True):
    __tablename__ = "recovery_code"
    __table_args__ = (
        UniqueConstraint("clinic_id", "staff_id", "code_hash"),
        of("staff", "staff_id"),
    )
    staff_id: str
    code_hash: str
    created_at: datetime = Field(sa_type=UTC)
    used_at: datetime | None = Field(default=None, sa_type=UTC)


class StaffInvite(Owned, table=True):
    # Whoever redeems one does not say which clinic: the directory does.
    __tablename__ = "staff_invite"
    __table_args__ = (UniqueConstraint("clinic_id", "token_hash"), of("staff", "created_by"))
    email: str
    name: str
    role: str
    token_hash: str
    created_by: str
    created_at: datetime = Field(sa_type=UTC)
    expires_at: datetime = Field(sa_type=UTC)
    redeemed_at: datetime | None = Field(default=None, sa_type=UTC)
    revoked_at: datetime | None = Field(default=None, sa_type=UTC)


class SignInChallenge(SQLModel, table=True):
    """A challenge that was answered: of two answers at once only one gets through."""

    __tablename__ = "sign_in_challenge"
    __table_args__ = (UniqueConstraint("token_hash"), Index(None, "expires_at"))
    id: str = Field(default_factory=new_id, primary_key=True)
    purpose: str  # sign-in | second-factor | register | step-up
    token_hash: str
    clinic_id: str | None = None
    staff_id: str | None = None
    expires_at: datetime = Field(sa_type=UTC)
    used_at: datetime | None = Field(default=None, sa_type=UTC)
