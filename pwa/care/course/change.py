"""A course is changed per patient: a day moved, taken away or added. Each undoes another."""

from datetime import date, timedelta

from sqlmodel import Session

from pwa.care import appointment, plan
from pwa.care.course.days import CHECK_IN, planned_treatments
from pwa.care.patients import today_of
from pwa.care.who import Who
from pwa.decision.timeline import TREATMENT_KINDS
from pwa.errors import Conflict, Fault, Invalid, NotFound
from pwa.store.tables import CoursePlan

LATEST = timedelta(days=730)


def add_day(
    s: Session, patient: Who, course: CoursePlan, on: date, what: str, by: str | None = None
) -> None:
    """One more treatment (its kind) or check-in, today or later."""
    _going_on(course)
    _check(s, patient, on, what)
    if what != CHECK_IN:
        appointment.book(s, patient, on, by, kind=what, course_id=course.id)
        return
    if on.isoformat() in course.check_ins:
        raise Conflict("There is already a check-in on that day.")
    _keep(s, patient, course, [*course.check_ins, on.isoformat()])


def remove_day(s: Session, patient: Who, course: CoursePlan, on: date, what: str) -> None:
    """It is not planned any more. NotFound when there is no such day."""
    _going_on(course)
    if what == CHECK_IN:
        if on.isoformat() not in course.check_ins:
            raise NotFound("There is no check-in on that day.")
        _keep(s, patient, course, [day for day in course.check_ins if day != on.isoformat()])
        return
    found = [r for r in planned_treatments(s, course) if r.on == on and r.kind == what]
    if not found:
        raise NotFound("There is no treatment on that day.")
    appointment.cancel(s, found[0])


def move_day(
    s: Session,
    patient: Who,
    course: CoursePlan,
    on: date,
    to: date,
    what: str,
    by: str | None = None,
) -> None:
    """Another day for the same."""
    if on == to:
        raise Invalid([Fault("to", "must be another day")])
    remove_day(s, patient, course, on, what)
    add_day(s, patient, course, to, what, by)


def _going_on(course: CoursePlan) -> None:
    if course.ended_at:
        raise Conflict("This course has ended.")


def _check(s: Session, patient: Who, on: date, what: str) -> None:
    today, faults = today_of(s, patient), []
    if not today <= on <= today + LATEST:
        faults.append(Fault("on", "must be today or later, and within two years"))
    if what not in (CHECK_IN, *TREATMENT_KINDS):
        faults.append(Fault("what", f"must be one of {', '.join((CHECK_IN, *TREATMENT_KINDS))}"))
    if faults:
        raise Invalid(faults)


def _keep(s: Session, patient: Who, course: CoursePlan, days: list[str]) -> None:
    course.check_ins = sorted(days)
    s.add(course)
    s.flush()
    plan.mark_stale(s, patient)
