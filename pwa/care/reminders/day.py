"""The one reminder of a patient's day, from planned to ended.

waiting → sending → sent, skipped or failed. The row is unique and one UPDATE claims it: whatever
runs twice, or at once on two machines, one sends. What was claimed and not ended may have gone out,
so it is never taken up again.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, or_, select

from pwa.care import outgoing, programme
from pwa.care.reminders import channels, turn, when, wishes
from pwa.store.insert import unless_there
from pwa.store.tables import Clinic, Device, Patient, PushSubscription, Reminder, new_id

GIVEN_UP_AFTER = timedelta(minutes=10)
# A channel that was away is tried again on the same day, each time later.
TRY_AGAIN = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=3))


def upcoming(
    s: Session, clinic: Clinic, now: datetime, most: int | None = None
) -> list[dict[str, Any]]:
    """A row for each patient whose turn it is today and who has none yet. Only reads.

    `most` is how many patients to look at, where somebody waits for it.
    """
    known = set(
        s.exec(
            select(col(Reminder.patient_id), col(Reminder.on)).where(
                Reminder.clinic_id == clinic.id,
                col(Reminder.on) >= now.date() - timedelta(days=1),
            )
        )
    )
    found = []
    for patient in _reachable(s, clinic, most):
        on = turn.today_of(patient, clinic, now)
        due_at = None if (patient.id, on) in known else turn.at(s, patient, clinic, now)
        if due_at is not None:
            found.append(new(patient, on, due_at, now))
    return found


def plan(s: Session, rows: Iterable[dict[str, Any]]) -> None:
    """Keep rows, unless another has planned that day."""
    for row in rows:
        unless_there(s, Reminder, row)


def new(patient: Patient, on: Any, due_at: datetime, now: datetime) -> dict[str, Any]:
    return {
        "clinic_id": patient.clinic_id,
        "id": new_id(),
        "patient_id": patient.id,
        "on": on,
        "due_at": due_at,
        "state": "waiting",
        "why": "",
        "tries": 0,
        "created_at": now,
    }


def ready(s: Session, clinic_id: str, now: datetime) -> list[str]:
    """The ids of those whose moment has come. Only reads."""
    chosen = select(Reminder.id).where(
        Reminder.clinic_id == clinic_id, Reminder.state == "waiting", col(Reminder.due_at) <= now
    )
    return list(s.exec(chosen.order_by(col(Reminder.due_at))))


def claim(s: Session, clinic_id: str, reminder_id: str, now: datetime) -> Reminder | None:
    """Take one, so that nobody else can; None when somebody else has. Commit before sending."""
    if not outgoing.claimed(s, Reminder, clinic_id, reminder_id, now):
        return None
    return s.get(Reminder, (clinic_id, reminder_id), populate_existing=True)


def why_not(s: Session, row: Reminder, patient: Patient, clinic: Clinic, now: datetime) -> str:
    """Why a claimed one must not go out after all; empty when it may."""
    today = turn.today_of(patient, clinic, now)
    state = programme.of(patient, today).state
    quiet = wishes.of(patient, clinic).quiet
    reasons = {
        "left": patient.archived_at is not None,
        "stopped": state == "stopped",
        "paused": state == "paused",
        "stale": row.on < today,
        "done": turn.due_since(s, patient, clinic, today) is None,
        "too-late": when.is_quiet(now, quiet, turn.zone_of(patient, clinic)),
        "no-channel": not any(channels.of(s, patient, clinic)),
    }
    return next((name for name, holds in reasons.items() if holds), "")


def end(
    s: Session, row: Reminder, state: str, now: datetime, channel: str | None, why: str
) -> None:
    row.state, row.channel, row.why, row.ended_at = state, channel, why, now
    s.add(row)
    s.flush()


def not_now(s: Session, row: Reminder, now: datetime, why: str) -> None:
    """No channel took it, for sure: try again later on that day, a few times."""
    if row.tries > len(TRY_AGAIN):
        return end(s, row, "failed", now, None, why)
    row.state, row.why, row.due_at = "waiting", why, now + TRY_AGAIN[row.tries - 1]
    s.add(row)
    s.flush()
    return None


def abandoned(s: Session, clinic_id: str, now: datetime) -> bool:
    """Whether someone died between claiming and ending. Only reads."""
    return outgoing.any_abandoned(s, Reminder, clinic_id, now - GIVEN_UP_AFTER)


def give_up(s: Session, clinic_id: str, now: datetime) -> None:
    """End what was abandoned: nobody knows whether it went out."""
    ended = {"state": "failed", "why": turn.UNSURE, "ended_at": now}
    which = outgoing.abandoned(Reminder, clinic_id, now - GIVEN_UP_AFTER)
    s.execute(update(Reminder).where(*which).values(**ended))


def _reachable(s: Session, clinic: Clinic, most: int | None) -> list[Patient]:
    """Patients with a paired phone and at least one channel that might do."""
    phone = select(Device.id).where(
        Device.clinic_id == Patient.clinic_id,
        Device.patient_id == Patient.id,
        col(Device.revoked_at).is_(None),
    )
    push = select(PushSubscription.id).where(
        PushSubscription.clinic_id == Patient.clinic_id,
        PushSubscription.patient_id == Patient.id,
        col(PushSubscription.gone_at).is_(None),
    )
    return list(
        s.exec(
            select(Patient)
            .where(
                Patient.clinic_id == clinic.id,
                col(Patient.archived_at).is_(None),
                col(Patient.stopped_at).is_(None),
                phone.exists(),
                or_(col(Patient.email) != "", push.exists()),
            )
            .limit(most)
        )
    )
