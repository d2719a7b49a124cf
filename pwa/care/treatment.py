"""Treatments: recorded by staff, told by patients, corrected, confirmed. Nothing is overwritten."""

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from pwa.care import advice, clock, history, plan, policy, request
from pwa.care.case import state
from pwa.care.patients import today_of
from pwa.care.programs.origin import Origin
from pwa.care.who import Who
from pwa.decision import advise
from pwa.decision.timeline import TREATMENT_KINDS
from pwa.errors import Conflict, Fault, Invalid
from pwa.store.tables import Patient, Treatment, new_id

FIRST_YEAR = 1990  # what is written of an earlier one is a slip


def record(
    s: Session,
    patient: Who,
    on: date,
    kind: str,
    planned: bool = False,
    source: str = "staff",
    by: str | None = None,
    judged: bool = True,
    origin: Origin | None = None,
) -> Treatment:
    """One session. Invalid after the patient's today, Conflict when the day has one already.

    It answers an open request of that day or before. With `judged=False` the row is all, and what
    it changes is for the caller to judge. What another system calls it gives it its id.
    """
    _check(patient, s, on, kind)
    if on_day(s, patient, on):
        raise Conflict("There is already a treatment on that day.")
    now = clock.now()
    treatment = Treatment(
        clinic_id=patient.clinic_id,
        id=origin.row_id(patient.clinic_id) if origin else new_id(),
        patient_id=patient.id,
        on=on,
        kind=kind,
        planned=planned,
        source=source,
        recorded_by=by,
        created_at=now,
        confirmed_at=None if source == "patient" else now,
        origin=origin and origin.as_json(),
    )
    s.add(treatment)
    s.flush()
    state.follow(s, patient)
    if judged:
        _judge_anew(s, patient, treatment)
    return treatment


def correct(s: Session, treatment: Treatment, by: str | None = None, **changes: Any) -> Treatment:
    """Another `on`, `kind` or `planned`: the old row is taken out of use, the new one counts."""
    values = {name: getattr(treatment, name) for name in ("on", "kind", "planned")} | changes
    patient = _patient(s, treatment)
    _check(patient, s, values["on"], values["kind"])
    same_day = on_day(s, patient, values["on"])
    if same_day and same_day.id != treatment.id:
        raise Conflict("There is already a treatment on that day.")
    _take_out(s, treatment, by)
    return record(s, patient, **values, source="staff", by=by)


def remove(s: Session, treatment: Treatment, by: str | None = None) -> None:
    """It did not take place. The row stays, out of use."""
    patient = _patient(s, treatment)
    _take_out(s, treatment, by)
    state.follow(s, patient)
    plan.mark_stale(s, patient)
    request.reconsider(s, patient, ("treatment-removed", treatment.id))


def confirm(s: Session, treatment: Treatment, by: str | None = None) -> None:
    """Staff say that what the patient told is right."""
    treatment.confirmed_at, treatment.confirmed_by = clock.now(), by
    s.add(treatment)


def on_day(s: Session, patient: Who, on: date) -> Treatment | None:
    """The treatment of a day that counts, if any."""
    return s.exec(
        select(Treatment).where(
            Treatment.clinic_id == patient.clinic_id,
            Treatment.patient_id == patient.id,
            Treatment.on == on,
            col(Treatment.removed_at).is_(None),
        )
    ).first()


def days_of(s: Session, patient: Who) -> set[date]:
    """The days of the treatments that count."""
    chosen = select(col(Treatment.on)).where(
        Treatment.clinic_id == patient.clinic_id,
        Treatment.patient_id == patient.id,
        col(Treatment.removed_at).is_(None),
    )
    return set(s.exec(chosen))


def _judge_anew(s: Session, patient: Who, treatment: Treatment) -> None:
    plan.mark_stale(s, patient)
    request.after_contact_or_treatment(s, patient, treatment.on, "treatment")
    trigger = ("treatment", treatment.id)
    limits = policy.limits(s, patient.clinic_id)
    past, today = history.of(s, patient), today_of(s, patient)
    made = advise(past.timeline(), limits[1], today)
    advice.record(s, patient, past, limits, today, made, trigger)
    request.reconsider(s, patient, trigger)


def _take_out(s: Session, treatment: Treatment, by: str | None) -> None:
    treatment.removed_at, treatment.removed_by = clock.now(), by
    s.add(treatment)
    s.flush()


def _check(patient: Who, s: Session, on: date, kind: str) -> None:
    faults = []
    if on > today_of(s, patient):
        faults.append(Fault("on", "must not be after today"))
    if kind not in TREATMENT_KINDS:
        faults.append(Fault("kind", f"must be one of {', '.join(TREATMENT_KINDS)}"))
    if faults:
        raise Invalid(faults)


def _patient(s: Session, treatment: Treatment) -> Patient:
    return s.get_one(Patient, (treatment.clinic_id, treatment.patient_id))
