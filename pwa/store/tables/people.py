"""A clinic, its staff and its patients."""

import datetime as dt
from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from pwa.store.sealed import Sealed
from pwa.store.tables.base import Document, Owned, added, few, new_id, of
from pwa.store.types import UTC, now

AND_HERE = " AND archived_at IS NULL"


class Clinic(SQLModel, table=True):
    id: str = Field(default_factory=new_id, primary_key=True)
    name: str
    phone: str
    country: str
    timezone: str
    emergency_number: str | None = None
    crisis_line: str | None = None
    crisis_words: str | None = None
    demo: bool = False
    created_at: datetime = Field(sa_type=UTC)
    shows_plan: bool = added(default=True)  # whether patients see their action plan
    rhythm: dict[str, Any] | None = Field(default=None, sa_type=Document)
    reminders: dict[str, Any] | None = Field(default=None, sa_type=Document)
    # The clinic's own words for the time between treatments, by language.
    between_treatments: dict[str, Any] | None = Field(default=None, sa_type=Document)
    colour: str | None = None  # the accent, as #rrggbb
    opening_hours: dict[str, Any] | None = Field(default=None, sa_type=Document)
    languages: list[str] | None = Field(default=None, sa_type=Document)  # None: all there are
    words: dict[str, Any] | None = Field(default=None, sa_type=Document)  # messages, by language
    requests_a_week: int | None = None  # how many the staff can take
    minutes_a_request: int = added(default=15)
    needs_second_factor: bool = added(default=False)  # whether all staff must have one
    # A verified backup has the check-ins up to this number: phones need keep no copy of them.
    saved_seq: int = added(default=0)
    keep_years: int | None = None  # how long what was archived is kept; None: for good
    names_seq: int = added(default=0)  # of the last change of who the patients are


class Staff(Owned, table=True):
    # One address signs in to one clinic, for the sign-in page does not ask which: the directory
    # holds that.
    __table_args__ = (UniqueConstraint("clinic_id", "email"),)
    email: str
    name: str
    password_hash: str
    created_at: datetime = Field(sa_type=UTC)
    disabled_at: datetime | None = Field(default=None, sa_type=UTC)
    # clinician | coordinator | administrator | auditor | operator. Who came before there were
    # roles could do everything.
    role: str = added(default="administrator")
    totp_secret: str | None = None  # sealed with the server's secret key
    totp_last: int | None = None  # the time step last used: none is taken twice
    totp_confirmed_at: datetime | None = Field(default=None, sa_type=UTC)


class StaffSession(Owned, table=True):
    __tablename__ = "staff_session"
    __table_args__ = (UniqueConstraint("clinic_id", "token_hash"), of("staff", "staff_id"))
    token_hash: str
    staff_id: str
    created_at: datetime = Field(sa_type=UTC)
    seen_at: datetime = Field(sa_type=UTC)
    expires_at: datetime = Field(sa_type=UTC)
    user_agent: str = ""
    revoked_at: datetime | None = Field(default=None, sa_type=UTC)
    verified_at: datetime | None = Field(default=None, sa_type=UTC)  # a step-up, or the sign-in
    locked_at: datetime | None = Field(default=None, sa_type=UTC)
    method: str = added(default="password")  # password | totp | recovery | passkey


class Patient(Owned, table=True):
    __table_args__ = (
        Index(None, "clinic_id", "changed_at", "id"),
        Index(None, "clinic_id", "reference_index"),
        Index(None, "clinic_id", "name_seq"),
        few("ix_patient_heard", "heard_on", "id", where="heard_on IS NOT NULL"),
        few("ix_patient_unplanned", "unplanned_since", "id", where="unplanned_since IS NOT NULL"),
        few("ix_patient_paused", "paused_until", "id", where="paused_until IS NOT NULL" + AND_HERE),
        few("ix_patient_stopped", "stopped_at", "id", where="stopped_at IS NOT NULL" + AND_HERE),
        few("ix_patient_leaving", "deletion_asked_at", where="deletion_asked_at IS NOT NULL"),
    )
    # Who they are is sealed: pwa/care/directory looks them up.
    name: str = Field(sa_type=Sealed)
    phone: str = Field(default="", sa_type=Sealed)
    email: str = Field(default="", sa_type=Sealed)
    reference: str = Field(default="", sa_type=Sealed)
    baseline: int | None = None
    timezone: str | None = None
    language: str = "en"
    created_at: datetime = Field(sa_type=UTC)
    archived_at: datetime | None = Field(default=None, sa_type=UTC)
    # How often something that the rules look at has changed. It is counted here and not beside the
    # plan, whose long row would be written anew at each check-in.
    changes: int = 0
    reminders: dict[str, Any] | None = Field(default=None, sa_type=Document)
    remind_after: datetime | None = Field(default=None, sa_type=UTC)  # "remind me later"
    paused_on: dt.date | None = None
    paused_until: dt.date | None = None
    stopped_at: datetime | None = Field(default=None, sa_type=UTC)
    deletion_asked_at: datetime | None = Field(default=None, sa_type=UTC)
    # Of what other systems read; pwa/store/changed.py sets it.
    changed_at: datetime = Field(default_factory=now, sa_type=UTC, nullable=True)
    # What lists are read by, kept as things happen: see pwa/care/listed.py.
    heard_on: dt.date | None = None
    unplanned_since: datetime | None = Field(default=None, sa_type=UTC)
    # pwa/store/blind.py sets these: the number to be found by, and the last change of who they are.
    reference_index: str | None = None
    name_seq: int = added(default=0)
