"""What lists need and nobody should wait for: marks on overdue cases, plans that hold, columns
that lists are read by put right where an older release, or a hand in the database, left them."""

import time
from datetime import date
from types import ModuleType

from sqlmodel import Session

from pwa.care import clock, listed, phone_word, plan
from pwa.care.case import escalate
from pwa.care.plan import Compiled
from pwa.care.worklist.candidate import out_of_date
from pwa.reminders.clinics import all_clinics
from pwa.store.db import Database
from pwa.store.tables import Clinic, Patient

# A minute's share: reminders must not wait for long. The next minute goes on.
SECONDS = 15
AT_ONCE = 20


def mark_overdue(database: Database) -> list[tuple[Clinic, int]]:
    """Put on record, once, that nobody acted on a case in time; how many of which clinic."""
    late = []
    for clinic in all_clinics(database):
        now = clock.now()
        with database.session(writes=False, clinic_id=clinic.id) as s:
            waiting = escalate.waiting(s, clinic.id, now)
        if waiting:
            with database.session(clinic_id=clinic.id) as s:
                late.append((clinic, escalate.mark(s, clinic.id, now)))
                s.commit()
    return late


def renew_plans(database: Database, seconds: float = SECONDS) -> None:
    """Compile plans anew that new thresholds or a change made untrue, a few at a time."""
    end = time.monotonic() + seconds
    for clinic in all_clinics(database):
        while time.monotonic() < end and _renew_some(database, clinic):
            pass


def _renew_some(database: Database, clinic: Clinic) -> bool:
    """Others may write while plans are compiled; whether there was anything to do."""
    with database.session(writes=False, clinic_id=clinic.id) as s:
        stale = out_of_date(s, clinic, clock.today(clinic.timezone), AT_ONCE)
        made = [(one.id, plan.compile_anew(s, one, _today(one, clinic))) for one in stale]
    if made:
        with database.session(clinic_id=clinic.id) as s:
            for patient_id, compiled in made:
                _keep(s, clinic.id, patient_id, compiled)
            s.commit()
    return bool(made)


def _keep(s: Session, clinic_id: str, patient_id: str, compiled: Compiled) -> None:
    patient = s.get(Patient, (clinic_id, patient_id))
    if patient:  # who was erased meanwhile has no plan
        plan.store(s, patient, compiled)


def put_lists_right(database: Database) -> int:
    """Work out anew what lists read, where it is not what it should be; how often that was."""
    return sum(
        _put_right(database, clinic.id, looked)
        for clinic in all_clinics(database)
        for looked in (listed, phone_word)
    )


def _put_right(database: Database, clinic_id: str, looked: ModuleType) -> int:
    """A few at a time: others write meanwhile, and only what is wrong takes a turn."""
    done, after = 0, ""
    while True:
        with database.session(writes=False, clinic_id=clinic_id) as s:
            found, last = looked.wrong(s, clinic_id, after)
        if found:
            with database.session(clinic_id=clinic_id) as s:
                looked.put_right(s, clinic_id, found)
                s.commit()
        if last is None:
            return done
        done, after = done + len(found), last


def _today(patient: Patient, clinic: Clinic) -> date:
    return clock.today(patient.timezone or clinic.timezone)
