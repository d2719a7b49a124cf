"""What other thresholds would have meant for the clinic's own patients, before they are saved."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, select

from pwa.care import history
from pwa.decision import Policy, Timeline, replay
from pwa.store.tables import Patient

WEEKS = 26
LOOKED_AT = 300


class Asked(NamedTuple):
    """How many patients check-ins asked to call, and how often in all."""

    patients: int
    times: int


class Effect(NamedTuple):
    looked_at: int
    old: Asked
    new: Asked


def effect(s: Session, clinic_id: str, old: Policy, new: Policy, today: date) -> Effect:
    """Both policies over the last half-year of at most 300 patients. Only reads."""
    patients = s.exec(
        select(Patient)
        .where(Patient.clinic_id == clinic_id, col(Patient.archived_at).is_(None))
        .order_by(Patient.name, Patient.id)
        .limit(LOOKED_AT)
    ).all()
    timelines = [history.of(s, patient).timeline() for patient in patients]
    since = today - timedelta(weeks=WEEKS)
    return Effect(len(patients), _asked(timelines, old, since), _asked(timelines, new, since))


def _asked(timelines: list[Timeline], policy: Policy, since: date) -> Asked:
    times = [
        sum(on >= since and advice.urgency != "none" for on, advice in replay(timeline, policy))
        for timeline in timelines
    ]
    return Asked(sum(map(bool, times)), sum(times))
