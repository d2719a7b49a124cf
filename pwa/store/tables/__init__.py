"""Every table, for `from pwa.store.tables import …`."""

from sqlmodel import SQLModel

from pwa.store import blind, changed, naming, sealed
from pwa.store.tables.apart import keep_apart
from pwa.store.tables.base import Owned, new_id
from pwa.store.tables.course import Appointment, Contact, CoursePlan, Protocol, Treatment
from pwa.store.tables.directory import Directory
from pwa.store.tables.doors import ClinicKey, Device, Invite, PairingAttempt, SignInAttempt
from pwa.store.tables.journal import CheckIn, Quarantine, Report, SyncOutcome
from pwa.store.tables.judgement import (
    AdviceRecord,
    CaseEvent,
    PolicyDraft,
    PolicyVersion,
    Request,
    StoredPlan,
)
from pwa.store.tables.own import ClinicImage, ImportDraft
from pwa.store.tables.people import Clinic, Patient, Staff, StaffSession
from pwa.store.tables.programs import (
    AccessToken,
    Client,
    SpentAssertion,
    Webhook,
    WebhookDelivery,
)
from pwa.store.tables.reach import PushSubscription, Reminder
from pwa.store.tables.server import JobRun, Server
from pwa.store.tables.staff import Passkey, RecoveryCode, SignInChallenge, StaffInvite
from pwa.store.tables.trail import AuditEvent

__all__ = [
    "AccessToken",
    "AdviceRecord",
    "Appointment",
    "AuditEvent",
    "CaseEvent",
    "CheckIn",
    "Client",
    "Clinic",
    "ClinicImage",
    "ClinicKey",
    "Contact",
    "CoursePlan",
    "Device",
    "Directory",
    "ImportDraft",
    "Invite",
    "JobRun",
    "Owned",
    "PairingAttempt",
    "Passkey",
    "Patient",
    "PolicyDraft",
    "PolicyVersion",
    "Protocol",
    "PushSubscription",
    "Quarantine",
    "RecoveryCode",
    "Reminder",
    "Report",
    "Request",
    "Server",
    "SignInAttempt",
    "SignInChallenge",
    "SpentAssertion",
    "Staff",
    "StaffInvite",
    "StaffSession",
    "StoredPlan",
    "SyncOutcome",
    "Treatment",
    "Webhook",
    "WebhookDelivery",
    "new_id",
]

keep_apart(SQLModel.metadata)
changed.watch(
    {
        Patient: ("name", "phone", "email", "reference", "language", "archived_at"),
        Treatment: ("confirmed_at", "removed_at"),
        Request: (
            *("stage", "due_at", "first_called_at", "taken_at", "escalated_at", "closed_at"),
            *("urgency", "rule", "advice_id", "closed_by", "close_reason"),
        ),
    }
)
blind.watch(Patient)
naming.watch(Patient)
for _table in Owned.__subclasses__():
    sealed.watch(_table)
