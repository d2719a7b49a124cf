"""The screens, one file each. A file attaches its routes when it is imported."""

from pwa.clinic.views import (
    advice,
    appointments,
    contacts,
    erasure,
    invites,
    kept,
    patient,
    patients,
    phones,
    plan,
    reminders,
    sessions,
    settings,
    sign_in,
    thresholds,
    timeline,
    treatments,
    versions,
    worklist,
)

ROUTES = (
    *(sign_in, sessions, worklist, contacts, kept, patients, patient, phones, invites),
    *(reminders, treatments, appointments, advice, thresholds, versions, settings, plan, erasure),
    *(timeline,),
)
