"""Every table, for `from pwa.store.tables import …`."""

from pwa.store.tables.base import Owned, new_id
from pwa.store.tables.course import Appointment, Contact, Treatment
from pwa.store.tables.doors import ClinicKey, Device, Invite, PairingAttempt, SignInAttempt
from pwa.store.tables.journal import CheckIn, Quarantine, Report, SyncOutcome
from pwa.store.tables.judgement import AdviceRecord, PolicyVersion, Request, StoredPlan
from pwa.store.tables.people import Clinic, Patient, Staff, StaffSession
from pwa.store.tables.reach import PushSubscription, Reminder

__all__ = [
    "AdviceRecord",
    "Appointment",
    "CheckIn",
    "Clinic",
    "ClinicKey",
    "Contact",
    "Device",
    "Invite",
    "Owned",
    "PairingAttempt",
    "Patient",
    "PolicyVersion",
    "PushSubscription",
    "Quarantine",
    "Reminder",
    "Report",
    "Request",
    "SignInAttempt",
    "Staff",
    "StaffSession",
    "StoredPlan",
    "SyncOutcome",
    "Treatment",
    "new_id",
]
