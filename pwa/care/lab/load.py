"""A clinic's patients with their histories, fifty at a time: a few statements for all of them."""

from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import Session, col, select

from pwa.care import clock, history, programme
from pwa.decision import Timeline
from pwa.decision.lab import Followed
from pwa.store.tables import Clinic, Patient

SLICE = 50


class Size(NamedTuple):
    """How many patients a clinic has, and how often what the rules look at has changed."""

    patients: int
    changes: int


class Loaded(NamedTuple):
    """A patient's id and history; archived ones are not here any more."""

    id: str
    followed: Followed
    is_here: bool


def size(s: Session, clinic: Clinic) -> Size:
    """Of all patients, archived ones too: their histories tell as much."""
    found = select(func.count(), func.sum(Patient.changes)).where(Patient.clinic_id == clinic.id)
    patients, changes = s.exec(found).one()
    return Size(patients, changes or 0)


def after(s: Session, clinic: Clinic, patient_id: str) -> list[Loaded]:
    """The next patients in the order of their ids, with their histories until today."""
    chosen = (
        select(Patient)
        .where(Patient.clinic_id == clinic.id, col(Patient.id) > patient_id)
        .order_by(Patient.id)
        .limit(SLICE)
    )
    return _with_histories(s, clinic, list(s.exec(chosen)))


def one(s: Session, clinic: Clinic, patient: Patient) -> Followed:
    """One patient alone."""
    return _with_histories(s, clinic, [patient])[0].followed


def _with_histories(s: Session, clinic: Clinic, patients: list[Patient]) -> list[Loaded]:
    if not patients:
        return []
    baselines = {patient.id: patient.baseline for patient in patients}
    found = history.of_many(s, clinic.id, baselines)
    return [
        Loaded(
            patient.id,
            _followed(patient, clinic, found[patient.id].timeline()),
            patient.archived_at is None,
        )
        for patient in patients
    ]


def _followed(patient: Patient, clinic: Clinic, timeline: Timeline) -> Followed:
    timezone = patient.timezone or clinic.timezone
    today = clock.today(timezone)
    left = patient.archived_at
    last = left.astimezone(ZoneInfo(timezone)).date() if left else today
    part = programme.of(patient, today)
    silent = last if part.is_on or part.since is None else min(last, part.since)
    return Followed(_until(timeline, last), last.toordinal(), silent.toordinal())


def _until(timeline: Timeline, last: date) -> Timeline:
    """What was known on the last day; appointments may lie ahead."""
    day = last.toordinal()
    return timeline._replace(
        treatments=[one for one in timeline.treatments if one.on <= day],
        check_ins=[one for one in timeline.check_ins if one.on <= day],
        reports=[one for one in timeline.reports if one.on <= day],
        contacts=[on for on in timeline.contacts if on <= day],
    )
