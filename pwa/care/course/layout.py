"""Laying a protocol out: first looked at, then done."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlmodel import Session

from pwa.care import appointment, clock, plan, protocols, treatment
from pwa.care.course.days import CHECK_IN, current, planned_treatments
from pwa.care.course.ending import close
from pwa.care.patients import today_of
from pwa.care.who import Who
from pwa.decision.protocol import lay_out
from pwa.errors import Conflict, Fault, Invalid
from pwa.store.tables import CoursePlan, Protocol

EARLIEST = timedelta(days=90)  # a course that is under way may be taken up
LATEST = timedelta(days=730)

# Why a day would not be laid out.
PAST, GIVEN, BOOKED = "past", "given", "booked"


class Laid(NamedTuple):
    """A day as it would be laid out; `skipped` says why it would not: past, given or booked."""

    on: date
    what: str
    skipped: str | None


def preview(
    s: Session, patient: Who, protocol: Protocol, starts_on: date, rounds: int, every: int
) -> list[Laid]:
    """The days of a protocol for a patient, in order. Invalid names each fault. Only reads."""
    today = today_of(s, patient)
    shape = protocols.read(protocol)
    faults = shape.fault_in(rounds, every)
    if not today - EARLIEST <= starts_on <= today + LATEST:
        faults.append(Fault("starts_on", "must be within 90 days back and two years ahead"))
    if faults:
        raise Invalid(faults)
    days = lay_out(shape, starts_on, rounds, every)
    if days.check_ins[-1] > today + LATEST:
        raise Invalid([Fault("rounds", "must be fewer: the course would last over two years")])
    given = treatment.days_of(s, patient)
    booked = {row.on for row in appointment.booked_of(s, patient)}
    laid = [Laid(on, shape.kind, _skipped(on, today, given, booked)) for on in days.treatments]
    laid += [Laid(on, CHECK_IN, PAST if on < today else None) for on in days.check_ins]
    return sorted(laid, key=lambda day: (day.on, day.what != CHECK_IN))


def follow(
    s: Session,
    patient: Who,
    protocol: Protocol,
    starts_on: date,
    rounds: int,
    every: int,
    by: str | None = None,
) -> CoursePlan:
    """Lay a protocol out. Conflict while another course has days to come."""
    days = preview(s, patient, protocol, starts_on, rounds, every)
    _close_what_is_over(s, patient)
    kept = protocols.written(s, protocol)
    course = CoursePlan(
        clinic_id=patient.clinic_id,
        patient_id=patient.id,
        protocol_id=kept.id,
        name=kept.name,
        starts_on=starts_on,
        check_ins=[day.on.isoformat() for day in days if day.what == CHECK_IN and not day.skipped],
        created_by=by,
        created_at=clock.now(),
    )
    s.add(course)
    s.flush()
    for day in days:
        if day.what != CHECK_IN and not day.skipped:
            appointment.book(s, patient, day.on, by, kind=day.what, course_id=course.id)
    plan.mark_stale(s, patient)
    return course


def _skipped(on: date, today: date, given: set[date], booked: set[date]) -> str | None:
    if on in given:
        return GIVEN
    if on < today:
        return PAST
    return BOOKED if on in booked else None


def _close_what_is_over(s: Session, patient: Who) -> None:
    before = current(s, patient)
    if before is None:
        return
    days = [row.on for row in planned_treatments(s, before)]
    days += map(date.fromisoformat, before.check_ins)
    if any(on >= today_of(s, patient) for on in days):
        raise Conflict("A course is going on. End it before you lay out another.")
    close(s, before, "completed")
