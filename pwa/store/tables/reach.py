"""How a patient is reached between visits: push subscriptions, and the reminders of each day."""

import datetime as dt
from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from pwa.store.sealed import Sealed
from pwa.store.tables.base import Owned, added, of
from pwa.store.types import UTC


class PushSubscription(Owned, table=True):
    __tablename__ = "push_subscription"
    __table_args__ = (
        UniqueConstraint("clinic_id", "endpoint_hash"),
        Index(None, "clinic_id", "patient_id"),
        of("patient", "patient_id"),
        of("device", "device_id"),
    )
    patient_id: str
    device_id: str
    endpoint: str = Field(sa_type=Sealed)
    endpoint_hash: str
    p256dh: str
    auth: str = Field(sa_type=Sealed)
    created_at: datetime = Field(sa_type=UTC)
    confirmed_at: datetime = Field(sa_type=UTC)  # the phone said that it still has it
    failures: int = added(default=0)  # in a row
    gone_at: datetime | None = Field(default=None, sa_type=UTC)


class Reminder(Owned, table=True):
    """The one reminder of a patient's day, whichever channel takes it."""

    __table_args__ = (
        UniqueConstraint("clinic_id", "patient_id", "on"),
        Index(None, "clinic_id", "state", "due_at"),
        of("patient", "patient_id"),
    )
    patient_id: str
    on: dt.date
    due_at: datetime = Field(sa_type=UTC)
    state: str  # waiting | sending | sent | skipped | failed
    channel: str | None = None  # push | email
    why: str = ""
    tries: int = 0
    created_at: datetime = Field(sa_type=UTC)
    claimed_at: datetime | None = Field(default=None, sa_type=UTC)
    ended_at: datetime | None = Field(default=None, sa_type=UTC)
