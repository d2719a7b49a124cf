"""Appointments: while one is booked, nobody is asked to book."""

from datetime import date

from sqlmodel import Session, col, select

from pwa.care import clock, plan
from pwa.care.case import state
from pwa.care.patients import today_of
from pwa.care.who import Who
from pwa.errors import Conflict, Fault, Invalid
from pwa.store.tables import Appointment, Patient


def book(
    s: Session,
    patient: Who,
    on: date,
    by: str | None = None,
    kind: str | None = None,
    course_id: str | None = None,
) -> Appointment:
    """A visit, today or later. Conflict when the day has one already.

    `kind` is that of the treatment that a course has planned for it.
    """
    if on < today_of(s, patient):
        raise Invalid([Fault("on", "must not be before today")])
    if any(booked.on == on for booked in booked_of(s, patient)):
        raise Conflict("There is already an appointment on that day.")
    appointment = Appointment(
        clinic_id=patient.clinic_id,
        patient_id=patient.id,
        on=on,
        created_at=clock.now(),
        created_by=by,
        kind=kind,
        course_id=course_id,
    )
    s.add(appointment)
    s.flush()
    plan.mark_stale(s, patient)
    state.follow(s, patient)
    return appointment


def cancel(s: Session, appointment: Appointment) -> None:
    """The visit will not take place. The row stays, out of use."""
    appointment.removed_at = clock.now()
    s.add(appointment)
    s.flush()
    patient = s.get_one(Patient, (appointment.clinic_id, appointment.patient_id))
    plan.mark_stale(s, patient)
    state.follow(s, patient)


def booked_of(s: Session, patient: Who) -> list[Appointment]:
    """The patient's appointments that stand, the earliest first."""
    chosen = select(Appointment).where(
        Appointment.clinic_id == patient.clinic_id,
        Appointment.patient_id == patient.id,
        col(Appointment.removed_at).is_(None),
    )
    return list(s.exec(chosen.order_by(col(Appointment.on))))


def on_record(s: Session, patient: Who, since: date) -> list[Appointment]:
    """Those from that day on, by day: also the ones that were called off."""
    mine = (Appointment.clinic_id == patient.clinic_id, Appointment.patient_id == patient.id)
    chosen = select(Appointment).where(*mine, Appointment.on >= since)
    return list(s.exec(chosen.order_by(col(Appointment.on), col(Appointment.id))))
