"""What the rules said: policy versions, advice, requests and the compiled plan."""

import datetime as dt
from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from pwa.store.sealed import Sealed
from pwa.store.tables.base import Document, Owned, added, of, only_one
from pwa.store.tables.final import keep_versions
from pwa.store.types import UTC, now


class PolicyVersion(Owned, table=True):
    """One published set of limits; the database lets nobody change it afterwards."""

    __tablename__ = "policy_version"
    __table_args__ = (UniqueConstraint("clinic_id", "number"),)
    number: int
    values: dict[str, Any] = Field(sa_type=Document)
    preset: str | None = None
    why: str = ""
    staff_id: str | None = None
    created_at: datetime = Field(sa_type=UTC)
    reviewed_by: str | None = None
    lab: dict[str, Any] | None = Field(default=None, sa_type=Document)  # the figures it came with
    rolled_back_to: int | None = None  # the number of the version whose values it takes again


keep_versions(PolicyVersion.__table__)  # type: ignore[attr-defined]


class PolicyDraft(Owned, table=True):
    """Limits on their way to a version: draft, reviewed by a second person, then published."""

    __tablename__ = "policy_draft"
    __table_args__ = (
        Index(None, "clinic_id", "state", "publish_on"),
        of("staff", "author_id"),
    )
    values: dict[str, Any] = Field(sa_type=Document)
    preset: str | None = None
    why: str = ""
    based_on: int  # the number of the version that it was drawn up against
    state: str  # draft | reviewed | published | withdrawn
    author_id: str
    created_at: datetime = Field(sa_type=UTC)
    changed_at: datetime = Field(sa_type=UTC)
    lab: dict[str, Any] | None = Field(default=None, sa_type=Document)
    reviewed_by: str | None = None
    reviewed_at: datetime | None = Field(default=None, sa_type=UTC)
    review_note: str = ""
    publish_on: dt.date | None = None
    published_number: int | None = None
    ended_at: datetime | None = Field(default=None, sa_type=UTC)


class AdviceRecord(Owned, table=True):
    """One advice with all that is needed to work it out again."""

    __tablename__ = "advice_record"
    __table_args__ = (
        Index(None, "clinic_id", "patient_id", "on"),
        Index(None, "clinic_id", "created_at", "id"),
        of("patient", "patient_id"),
    )
    patient_id: str
    on: dt.date
    policy_number: int
    trigger: str  # check-in | treatment | contact | …
    trigger_id: str | None = None
    release: str
    inputs: dict[str, Any] = Field(sa_type=Document)
    output: dict[str, Any] = Field(sa_type=Document)
    differs: bool | None = None  # from what the phone had shown; None when it had shown nothing
    created_at: datetime = Field(sa_type=UTC)


class Request(Owned, table=True):
    """The clinic wishes to hear from the patient. At most one is open."""

    __table_args__ = (
        only_one("uq_request_open", "patient_id", where="closed_at IS NULL"),
        Index(None, "clinic_id", "patient_id", "opened_at"),
        Index(None, "clinic_id", "opened_at"),
        Index(None, "clinic_id", "changed_at", "id"),
        of("patient", "patient_id"),
        of("advice_record", "advice_id"),
        of("contact", "contact_id"),
    )
    patient_id: str
    advice_id: str
    rule: str
    urgency: str
    on: dt.date
    opened_at: datetime = Field(sa_type=UTC)
    closed_at: datetime | None = Field(default=None, sa_type=UTC)
    closed_by: str | None = None  # contact | treatment | check-in | staff
    contact_id: str | None = None
    # The case of the request: see pwa/care/case.
    stage: str = added(default="open")  # open | called | booked | treated | closed
    due_at: datetime | None = Field(default=None, sa_type=UTC)
    escalated_at: datetime | None = Field(default=None, sa_type=UTC)
    first_called_at: datetime | None = Field(default=None, sa_type=UTC)
    snoozed_until: dt.date | None = None
    close_reason: str | None = None  # coded
    taken_by: str | None = None  # the member of staff who is at it
    taken_at: datetime | None = Field(default=None, sa_type=UTC)
    # Of what other systems read; pwa/store/changed.py sets it.
    changed_at: datetime = Field(default_factory=now, sa_type=UTC, nullable=True)


class CaseEvent(Owned, table=True):
    """One thing done about a request, in order. Events are never changed."""

    __tablename__ = "case_event"
    __table_args__ = (
        Index(None, "clinic_id", "request_id", "at"),
        Index(None, "clinic_id", "patient_id", "at"),
        of("request", "request_id"),
        of("patient", "patient_id"),
    )
    request_id: str
    patient_id: str
    kind: str  # taken | released | note | snoozed | woken | escalated | closed | reopened
    code: str | None = None  # of the outcome or the reason
    note: str = Field(default="", sa_type=Sealed)
    until: dt.date | None = None
    staff_id: str | None = None
    at: datetime = Field(sa_type=UTC)
    client_id: str | None = None  # the record system through which somebody did it


class StoredPlan(Owned, table=True):
    """The plan as last compiled. It is stale when the patient's count of changes has gone on."""

    __tablename__ = "stored_plan"
    __table_args__ = (
        UniqueConstraint("clinic_id", "patient_id"),
        Index(None, "clinic_id", "asks_on"),
        Index(None, "clinic_id", "policy_number", "compiled_on"),
        of("patient", "patient_id"),
    )
    patient_id: str
    policy_number: int
    compiled_on: dt.date
    release: str  # of the words in it
    asks_on: dt.date | None = None  # the first day on which it asks without any check-in
    asks_rule: str | None = None
    asks_urgency: str | None = None
    changes: int  # the patient's count when it was begun
    body: dict[str, Any] = Field(sa_type=Document)
