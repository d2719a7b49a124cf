"""Ending a course, with why; and taking that back."""

from sqlmodel import Session, select

from pwa.care import appointment, clock, plan
from pwa.care.course.days import current, planned_treatments
from pwa.care.patients import today_of
from pwa.care.who import Who
from pwa.errors import Conflict, Fault, Invalid
from pwa.store.tables import Appointment, CoursePlan

REASONS = (
    *("completed", "changed-plan", "side-effects", "no-change", "patient-stopped", "moved-away"),
    *("mistake", "other"),
)
LONGEST_NOTE = 300


def end(s: Session, patient: Who, course: CoursePlan, reason: str, note: str = "") -> None:
    """What is still to come is cancelled. Invalid for a reason that is not on the list."""
    if reason not in REASONS:
        raise Invalid([Fault("reason", f"must be one of {', '.join(REASONS)}")])
    if len(note) > LONGEST_NOTE:
        raise Invalid([Fault("note", f"must have at most {LONGEST_NOTE} characters")])
    today = today_of(s, patient)
    close(s, course, ": ".join(filter(None, (reason, note.strip()))))
    for row in planned_treatments(s, course):
        if row.on >= today:
            appointment.cancel(s, row)
            row.removed_at = course.ended_at  # what was cancelled with it comes back with it
            s.add(row)
    s.flush()
    plan.mark_stale(s, patient)


def close(s: Session, course: CoursePlan, why: str) -> None:
    """The course is over, and its days stay as they are."""
    course.ended_at, course.ended_why = clock.now(), why
    s.add(course)
    s.flush()


def resume(s: Session, patient: Who, course: CoursePlan) -> None:
    """It was ended by mistake: it goes on, with what was cancelled with it and is to come."""
    if current(s, patient):
        raise Conflict("Another course is going on.")
    booked = {row.on for row in appointment.booked_of(s, patient)}
    today = today_of(s, patient)
    for row in _cancelled_with(s, course):
        if row.on >= today and row.on not in booked:
            row.removed_at = None
            s.add(row)
    course.ended_at, course.ended_why = None, ""
    s.add(course)
    s.flush()
    plan.mark_stale(s, patient)


def _cancelled_with(s: Session, course: CoursePlan) -> list[Appointment]:
    chosen = select(Appointment).where(
        Appointment.clinic_id == course.clinic_id,
        Appointment.course_id == course.id,
        Appointment.removed_at == course.ended_at,
    )
    return list(s.exec(chosen))
