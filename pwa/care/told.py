"""What the patient says about the last treatment. Staff confirm or correct it later."""

from datetime import date

from sqlmodel import Session

from pwa.care import history, policy, request, treatment
from pwa.care.arrival import Arrival
from pwa.care.history import History
from pwa.care.item import Told
from pwa.decision import advise
from pwa.decision.timeline import BOOSTER, INDUCTION


def take_in(
    s: Session, arrival: Arrival, said: Told, on: date, past: History, notes: list[str]
) -> History:
    """A treatment that was told becomes one on record; what cannot is noted for staff.

    `on` is the check-in's day. Returns the history with it.
    """
    known = max((day for day, _, _ in past.treatments), default=None)
    if said.answer == "none" and known:
        notes.append(f"says there was no treatment yet, but one is on record for {known}")
    if said.answer != "no" or said.on is None:
        return past
    note = _refusal(said.on, on, past)
    if note:
        notes.append(note)
        return past
    if known and said.on < known:
        notes.append(f"says the last treatment was on {said.on}, but {known} is on record")
    kind = _kind(s, arrival, past, on)
    treatment.record(
        s, arrival.patient, said.on, kind, source="patient", by=arrival.item_id, judged=False
    )
    request.after_contact_or_treatment(s, arrival.patient, said.on, "treatment")
    return history.of(s, arrival.patient)


def _refusal(said: date, on: date, past: History) -> str | None:
    if said > on:
        return f"says the last treatment was on {said}, which is after its own day"
    if any(day == said for day, _, _ in past.treatments):
        return f"says the last treatment was on {said}, and one is on record for that day"
    return None


def _kind(s: Session, arrival: Arrival, past: History, on: date) -> str:
    _, limits = policy.limits(s, arrival.patient.clinic_id)
    phase = advise(past.timeline(), limits, on).phase
    return INDUCTION if phase in ("before-treatment", "induction") else BOOSTER
