"""What a patient sends: check-ins with their reports, and what could not be judged."""

import datetime as dt
from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from pwa.store.sealed import Sealed
from pwa.store.tables.base import Document, Owned, few, of
from pwa.store.types import UTC


class CheckIn(Owned, table=True):
    """One questionnaire response. `answers` holds seven of 0-3 or null; no total is stored."""

    __tablename__ = "check_in"
    __table_args__ = (
        UniqueConstraint("clinic_id", "seq"),
        Index(None, "clinic_id", "patient_id", "on"),
        Index(None, "clinic_id", "received_at", "id"),
        of("patient", "patient_id"),
    )
    patient_id: str
    device_id: str | None = None
    seq: int  # the order of arrival within the clinic: a cursor
    on: dt.date  # the patient's local day, corrected
    said_on: dt.date | None = None  # the day the phone said, where it was corrected
    answers: list[int | None] = Field(sa_type=Document)
    difficulty: int | None = None
    digest: str
    taken_at: datetime = Field(sa_type=UTC)
    offset_minutes: int | None = None
    day_uncertain: bool = False
    received_at: datetime = Field(sa_type=UTC)
    shown: dict[str, Any] | None = Field(default=None, sa_type=Document)
    origin: dict[str, Any] | None = Field(default=None, sa_type=Document)  # another system's name


class Report(Owned, table=True):
    __table_args__ = (Index(None, "clinic_id", "patient_id", "on"), of("patient", "patient_id"))
    patient_id: str
    check_in_id: str | None = None
    on: dt.date
    kind: str
    created_at: datetime = Field(sa_type=UTC)


class Quarantine(Owned, table=True):
    """What a known device sent and could not be taken in, byte for byte, for staff to judge."""

    __table_args__ = (
        UniqueConstraint("clinic_id", "patient_id", "item_id", "digest", "reason"),
        Index(None, "clinic_id", "received_at"),
        few("ix_quarantine_waiting", "received_at", where="resolved_at IS NULL"),
        of("patient", "patient_id"),
    )
    patient_id: str
    device_id: str | None = None
    item_id: str
    digest: str
    body: str = Field(sa_type=Sealed)
    reason: str
    received_at: datetime = Field(sa_type=UTC)
    resolved_at: datetime | None = Field(default=None, sa_type=UTC)
    resolved_by: str | None = None
    resolution: str | None = None


class SyncOutcome(Owned, table=True):
    """How many arrivals of a day ended in each outcome."""

    __tablename__ = "sync_outcome"
    __table_args__ = (UniqueConstraint("clinic_id", "day", "outcome"),)
    day: dt.date
    outcome: str
    count: int = 0
