"""Requests: the clinic wishes to hear from a patient. At most one is open.

It stays until a contact, a treatment, or a later full check-in that no longer asks for it. A day
without a check-in takes nothing away. What comes late, after days offline, is judged in the order
of the days on which it happened.
"""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from pwa.care import advice as advices
from pwa.care import clock, history, patients
from pwa.care import policy as policies
from pwa.care.asked import Asked, always, days_of, ends_of, level, never, still_asked
from pwa.care.case import event, state
from pwa.care.case.codes import DUE
from pwa.care.history import History
from pwa.care.webhooks import outbox
from pwa.care.who import Who
from pwa.decision import Advice, Policy
from pwa.decision.rules import Urgency
from pwa.store.prepared import Prepared
from pwa.store.tables import Request


def open_of(s: Session, patient: Who) -> Request | None:
    """The patient's open request, if any."""
    found = _OPEN.rows(s, {"clinic": patient.clinic_id, "patient": patient.id})
    return s.get_one(Request, (patient.clinic_id, found[0][0])) if found else None


_OPEN = Prepared(
    select(col(Request.id)).where(
        Request.clinic_id == bindparam("clinic"),
        Request.patient_id == bindparam("patient"),
        col(Request.closed_at).is_(None),
    )
)


def after_check_in(
    s: Session,
    patient: Who,
    past: History,
    limits: tuple[int, Policy],
    made: tuple[date, Advice, str, bool],
    item_id: str,
) -> None:
    """Open, upgrade or close after a check-in; `made` is its day, advice, record and fullness."""
    on, advice, record_id, is_full = made
    is_newest = not any(day > on for day in (*days_of(past), *ends_of(past)))
    standing: Asked | None
    if is_newest:
        standing = Asked(on, advice) if advices.asks(advice) else None
    else:
        standing = still_asked(past, limits[1], on, lambda day: day != on)
    if standing and standing.on != on:
        trigger = ("late-check-in", item_id)
        record_id = advices.record(s, patient, past, limits, *standing, trigger)
    if standing:
        _ask(s, patient, standing, record_id)
    elif is_newest and is_full:
        _close(s, open_of(s, patient), on, "check-in")


def after_contact_or_treatment(
    s: Session, patient: Who, on: date, closed_by: str, contact_id: str | None = None
) -> None:
    """Close what was asked up to that day, unless a check-in of a later day asks again."""
    request = open_of(s, patient)
    if request is None:
        return
    _, limits = policies.limits(s, patient.clinic_id)
    past = history.of(s, patient)
    if still_asked(past, limits, on + timedelta(days=1), never) is None:
        _close(s, request, on, closed_by, contact_id)


def reconsider(s: Session, patient: Who, trigger: tuple[str, str | None]) -> None:
    """After the past was corrected: the newest check-in may ask now. This closes nothing."""
    limits = policies.limits(s, patient.clinic_id)
    past = history.of(s, patient)
    newest = max(days_of(past), default=None)
    standing = still_asked(past, limits[1], newest, always) if newest else None
    if standing and not _was_set_aside(s, patient, standing.on):
        record_id = advices.record(s, patient, past, limits, *standing, trigger)
        _ask(s, patient, standing, record_id)


def _was_set_aside(s: Session, patient: Who, on: date) -> bool:
    """Whether staff have closed what that day asked: looking back does not open it again."""
    last = state.newest(s, patient)
    if last is None or last.closed_at is None or last.closed_by != "staff":
        return False
    return on <= last.closed_at.astimezone(ZoneInfo(patients.timezone_of(s, patient))).date()


def _ask(s: Session, patient: Who, asked: Asked, record_id: str) -> None:
    request, due = open_of(s, patient), clock.now() + DUE[asked.advice.urgency]
    is_news = request is None or level(asked.advice) > Urgency[request.urgency.upper()]
    if request is None:
        request = Request(
            clinic_id=patient.clinic_id,
            patient_id=patient.id,
            advice_id=record_id,
            rule=str(asked.advice.headline),
            urgency=asked.advice.urgency,
            on=asked.on,
            opened_at=clock.now(),
            due_at=due,
        )
    elif is_news:
        _raise(s, request, asked.advice, record_id)
        request.due_at = min(due, request.due_at or due)
    s.add(request)
    s.flush()
    if is_news:
        outbox.tell_case(s, request, "contact.requested")


def _raise(s: Session, request: Request, advice: Advice, record_id: str) -> None:
    """It asks more urgently now: what was put off comes back."""
    if request.snoozed_until:
        event.note(s, request, "woken", code="more-urgent")
    request.snoozed_until = None
    request.advice_id, request.rule = record_id, str(advice.headline)
    request.urgency = advice.urgency


# How far a case has come when this ends it; a visit or a treatment may still follow a call.
ENDED = {"contact": "called", "treatment": "treated", "check-in": "closed"}


def _close(
    s: Session, request: Request | None, on: date, closed_by: str, contact_id: str | None = None
) -> None:
    if request is None or request.on > on:
        return
    request.closed_at = clock.now()
    request.closed_by = closed_by
    request.contact_id = contact_id
    request.stage = ENDED[closed_by]
    s.add(request)
    s.flush()
    outbox.tell_case(s, request, "contact.closed")
