"""What the clinic does with a patient: courses, treatments, appointments, contacts."""

import datetime as dt
from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from pwa.store.sealed import Sealed
from pwa.store.tables.base import Document, Owned, few, of, only_one
from pwa.store.types import UTC, now


class Treatment(Owned, table=True):
    __table_args__ = (
        only_one("uq_treatment_live_day", "patient_id", "on", where="removed_at IS NULL"),
        Index(None, "clinic_id", "changed_at", "id"),
        Index(None, "clinic_id", "patient_id", "changed_at"),
        few("ix_treatment_told", "created_at", where="confirmed_at IS NULL AND removed_at IS NULL"),
        of("patient", "patient_id"),
    )
    patient_id: str
    on: dt.date
    kind: str  # induction | booster
    planned: bool = False
    source: str  # staff | patient | import | cli | client
    recorded_by: str | None = None
    created_at: datetime = Field(sa_type=UTC)
    confirmed_at: datetime | None = Field(default=None, sa_type=UTC)
    confirmed_by: str | None = None
    removed_at: datetime | None = Field(default=None, sa_type=UTC)
    removed_by: str | None = None
    origin: dict[str, Any] | None = Field(default=None, sa_type=Document)  # another system's name
    # Of what other systems read; pwa/store/changed.py sets it.
    changed_at: datetime = Field(default_factory=now, sa_type=UTC, nullable=True)


class Appointment(Owned, table=True):
    __table_args__ = (
        only_one("uq_appointment_live_day", "patient_id", "on", where="removed_at IS NULL"),
        of("patient", "patient_id"),
    )
    patient_id: str
    on: dt.date
    created_at: datetime = Field(sa_type=UTC)
    created_by: str | None = None
    removed_at: datetime | None = Field(default=None, sa_type=UTC)
    kind: str | None = None  # induction | booster, when a course planned it
    course_id: str | None = None  # of the course_plan that laid it out


class Contact(Owned, table=True):
    __table_args__ = (Index(None, "clinic_id", "patient_id", "on"), of("patient", "patient_id"))
    patient_id: str
    on: dt.date
    source: str  # staff | patient
    outcome: str  # reached | patient-called | no-answer | wrong-number | message-left
    note: str = Field(default="", sa_type=Sealed)
    staff_id: str | None = None
    digest: str | None = None  # of the phone's item, when a phone noted it
    created_at: datetime = Field(sa_type=UTC)


class Protocol(Owned, table=True):
    """One of the clinic's usual courses, as a template: its steps in days from the first."""

    __table_args__ = (Index(None, "clinic_id", "name"),)
    name: str
    steps: dict[str, Any] = Field(sa_type=Document)
    created_by: str | None = None
    created_at: datetime = Field(sa_type=UTC)
    retired_at: datetime | None = Field(default=None, sa_type=UTC)


class CoursePlan(Owned, table=True):
    """A protocol laid out for a patient; its treatments are appointments. At most one goes on."""

    __tablename__ = "course_plan"
    __table_args__ = (
        only_one("uq_course_plan_live", "patient_id", where="ended_at IS NULL"),
        of("patient", "patient_id"),
        of("protocol", "protocol_id"),
    )
    patient_id: str
    protocol_id: str | None = None
    name: str
    starts_on: dt.date
    check_ins: list[str] = Field(sa_type=Document)  # days, YYYY-MM-DD
    created_by: str | None = None
    created_at: datetime = Field(sa_type=UTC)
    ended_at: datetime | None = Field(default=None, sa_type=UTC)
    ended_why: str = ""
