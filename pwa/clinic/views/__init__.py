"""The screens, one file each. A file attaches its routes when it is imported."""

from pwa.clinic.views import (
    advice,
    appointments,
    audit,
    confirm,
    contacts,
    draft_review,
    drafts,
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
    *(audit,),
    *(confirm,),
    *(sign_in, sessions, worklist, contacts, kept, patients, patient, phones, invites),
    *(reminders, treatments, appointments, advice, thresholds, versions, settings, plan, erasure),
    *(timeline,),
    *(drafts, draft_review),
)
