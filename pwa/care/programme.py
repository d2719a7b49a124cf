"""Whether a patient takes part: they may pause until a day, stop, and start again."""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from pwa.care import clock, directory
from pwa.errors import Fault, Invalid
from pwa.store.tables import Clinic, Patient

LONGEST_PAUSE_DAYS = 180


class Programme(NamedTuple):
    """`state` is on, paused or stopped; `until` is the day on which a pause ends."""

    state: str
    since: date | None = None
    until: date | None = None

    @property
    def is_on(self) -> bool:
        return self.state == "on"

    def as_json(self) -> dict[str, str | None]:
        days = {
            name: day and day.isoformat() for name, day in self._asdict().items() if name != "state"
        }
        return {"state": self.state} | days


def of(patient: Patient, today: date) -> Programme:
    """Where the patient stands today. A pause ends by itself; a stop does not."""
    if patient.stopped_at:
        return Programme("stopped", patient.stopped_at.date())
    if patient.paused_until and today < patient.paused_until:
        return Programme("paused", patient.paused_on, patient.paused_until)
    return Programme("on")


def choose(s: Session, patient: Patient, state: object, until: date | None, today: date) -> None:
    """Pause until a day, stop, or go on. Invalid names what is not understood."""
    if state == "paused" and until:
        pause(s, patient, until, today)
    elif state == "paused":
        raise Invalid([Fault("until", "must be a day, such as 2026-05-04")])
    elif state == "stopped":
        stop(s, patient)
    elif state == "on":
        start_again(s, patient, today)
    else:
        raise Invalid([Fault("state", "must be on, paused or stopped")])


def pause(s: Session, patient: Patient, until: date, today: date) -> None:
    """No reminders before `until`. Help, answers and advice stay as they are."""
    if not 0 < (until - today).days <= LONGEST_PAUSE_DAYS:
        words = f"must be a day after today, at most {LONGEST_PAUSE_DAYS} days ahead"
        raise Invalid([Fault("until", words)])
    patient.stopped_at = None
    patient.paused_on, patient.paused_until = today, until
    s.add(patient)


def stop(s: Session, patient: Patient) -> None:
    """No reminders until the patient starts again."""
    patient.stopped_at = patient.stopped_at or clock.now()
    patient.paused_on = patient.paused_until = None
    s.add(patient)


def start_again(s: Session, patient: Patient, today: date) -> None:
    """The pause or the stop ends now; the next check-in is today at the earliest."""
    since = of(patient, today).since
    patient.stopped_at = None
    patient.paused_on, patient.paused_until = (since, today) if since else (None, None)
    s.add(patient)


def away(s: Session, clinic: Clinic, today: date, limit: int) -> list[tuple[Patient, Programme]]:
    """Patients who have paused or stopped, by name.

    Of more than `limit` those who come back first, then who has stopped last.
    """
    ours = select(Patient).where(Patient.clinic_id == clinic.id, col(Patient.archived_at).is_(None))
    until, stopped = col(Patient.paused_until), col(Patient.stopped_at)
    paused = ours.where(until.is_not(None), until > today).order_by(until, Patient.id)
    ended = ours.where(stopped.is_not(None)).order_by(stopped.desc(), col(Patient.id).desc())
    rows = [row for chosen in (paused, ended) for row in s.exec(chosen.limit(limit))][:limit]
    return [(row, of(row, today)) for row in sorted(rows, key=directory.by_name)]
