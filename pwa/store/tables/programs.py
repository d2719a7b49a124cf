"""The programs that a clinic lets in, and those that it tells: clients, tokens, webhooks."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from pwa.store.sealed import Sealed
from pwa.store.tables.base import Document, Owned, of
from pwa.store.types import UTC


class Client(Owned, table=True):
    """A record system of the clinic's. Which clinic its id is of, the directory says."""

    __table_args__ = (of("staff", "created_by"),)
    name: str
    scopes: list[str] = Field(sa_type=Document)  # system/Patient.rs and so on
    keys: dict[str, Any] = Field(sa_type=Document)  # a JWK set of public keys
    issuer: str = ""  # who its CDS Hooks requests say they are from; "": it asks for no cards
    origins: list[str] = Field(sa_type=Document)  # whose pages may ask for cards (CORS)
    created_by: str
    created_at: datetime = Field(sa_type=UTC)
    used_at: datetime | None = Field(default=None, sa_type=UTC)
    revoked_at: datetime | None = Field(default=None, sa_type=UTC)


class AccessToken(Owned, table=True):
    __tablename__ = "access_token"
    __table_args__ = (
        UniqueConstraint("clinic_id", "token_hash"),
        Index(None, "clinic_id", "expires_at"),
        of("client", "client_id"),
    )
    client_id: str
    token_hash: str
    scopes: list[str] = Field(sa_type=Document)
    created_at: datetime = Field(sa_type=UTC)
    expires_at: datetime = Field(sa_type=UTC)


class SpentAssertion(Owned, table=True):
    """The `jti` of a signed JWT that was taken once. It is taken no second time."""

    __tablename__ = "spent_assertion"
    __table_args__ = (
        UniqueConstraint("clinic_id", "client_id", "jti_hash"),
        Index(None, "clinic_id", "expires_at"),
        of("client", "client_id"),
    )
    client_id: str
    jti_hash: str
    expires_at: datetime = Field(sa_type=UTC)


class Webhook(Owned, table=True):
    """An address that is told what happens. The secrets sign what is sent to it."""

    __table_args__ = (of("staff", "created_by"),)
    url: str = Field(sa_type=Sealed)
    events: list[str] = Field(sa_type=Document)
    secret: str = Field(sa_type=Sealed)
    old_secret: str = Field(default="", sa_type=Sealed)  # signs beside the new one for a while
    old_secret_until: datetime | None = Field(default=None, sa_type=UTC)
    created_by: str
    created_at: datetime = Field(sa_type=UTC)
    failing_since: datetime | None = Field(default=None, sa_type=UTC)
    ended_at: datetime | None = Field(default=None, sa_type=UTC)
    ended_why: str = ""  # staff | gone | failing


class WebhookDelivery(Owned, table=True):
    """One event on its way to one address. It holds ids, and nothing about anybody's health."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        UniqueConstraint("clinic_id", "webhook_id", "message_id"),
        Index(None, "clinic_id", "state", "due_at"),
        Index(None, "clinic_id", "created_at"),
        of("webhook", "webhook_id"),
        of("patient", "patient_id"),
    )
    webhook_id: str
    message_id: str  # the same for every address that is told of the event
    event: str
    patient_id: str | None = None
    payload: dict[str, Any] = Field(sa_type=Document)
    state: str  # waiting | sending | sent | failed
    created_at: datetime = Field(sa_type=UTC)
    due_at: datetime = Field(sa_type=UTC)
    tries: int = 0
    claimed_at: datetime | None = Field(default=None, sa_type=UTC)
    ended_at: datetime | None = Field(default=None, sa_type=UTC)
    status: int | None = None  # of the last answer
    error: str = ""
