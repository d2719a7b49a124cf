"""The course that goes on, and what stands on its days."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from pwa.care import treatment
from pwa.care.who import Who
from pwa.store.tables import Appointment, CoursePlan

CHECK_IN = "check-in"


class Day(NamedTuple):
    """A planned treatment (its kind) or check-in, and whether it has taken place.

    `appointment_id` is that of a treatment's appointment.
    """

    on: date
    what: str
    took_place: bool
    appointment_id: str | None


def current(s: Session, patient: Who) -> CoursePlan | None:
    """The course that goes on, if any."""
    return s.exec(
        select(CoursePlan).where(
            CoursePlan.clinic_id == patient.clinic_id,
            CoursePlan.patient_id == patient.id,
            col(CoursePlan.ended_at).is_(None),
        )
    ).first()


def check_in_days(s: Session, patient: Who) -> list[date]:
    """The planned check-ins of the course that goes on, the earliest first."""
    going_on = current(s, patient)
    return sorted(map(date.fromisoformat, going_on.check_ins)) if going_on else []


def planned_treatments(s: Session, course: CoursePlan) -> list[Appointment]:
    """The appointments of a course that stand, the earliest first."""
    chosen = select(Appointment).where(
        Appointment.clinic_id == course.clinic_id,
        Appointment.patient_id == course.patient_id,
        Appointment.course_id == course.id,
        col(Appointment.removed_at).is_(None),
    )
    return list(s.exec(chosen.order_by(col(Appointment.on))))


def days_of(s: Session, patient: Who, course: CoursePlan, checked_in: Sequence[date]) -> list[Day]:
    """All its days in order; `checked_in` are the days of the patient's check-ins."""
    given = treatment.days_of(s, patient)
    treatments = [
        Day(row.on, row.kind or "booster", row.on in given, row.id)
        for row in planned_treatments(s, course)
    ]
    check_ins = [
        Day(on, CHECK_IN, on in checked_in, None)
        for on in map(date.fromisoformat, course.check_ins)
    ]
    return sorted(check_ins + treatments, key=lambda day: (day.on, day.what != CHECK_IN))
