"""Closing a case without a contact: with a reason, and not for good."""

from sqlmodel import Session

from pwa.care import clock, request
from pwa.care.case import event, state, turn
from pwa.care.case.codes import CLOSE_REASONS, LONGEST_NOTE
from pwa.care.checks import Checks
from pwa.care.webhooks import outbox
from pwa.errors import Conflict
from pwa.store.tables import CaseEvent, Patient, Request


def close(
    s: Session,
    case: Request,
    reason: str,
    by: str | None,
    text: str = "",
    through: event.Through | None = None,
) -> CaseEvent:
    """Staff answer it themselves. An urgent one asks for a note that says what was done.

    `by` is None for whoever did it in another system.
    """
    _check(case, reason, text)
    if case.closed_at:
        raise Conflict("This is closed already.")
    turn.keep_out(s, case, by)
    case.closed_at, case.closed_by, case.close_reason = clock.now(), "staff", reason
    case.stage, case.snoozed_until, case.taken_by, case.taken_at = "closed", None, None, None
    s.add(case)
    outbox.tell_case(s, case, "contact.closed")
    return event.note(s, case, "closed", by, reason, text, through=through)


def may_reopen(s: Session, case: Request) -> bool:
    """Whether staff closed it and the patient has had no other case since."""
    patient = s.get_one(Patient, (case.clinic_id, case.patient_id))
    newest = state.newest(s, patient)
    return case.closed_by == "staff" and newest is not None and newest.id == case.id


def reopen(s: Session, case: Request, by: str) -> CaseEvent:
    """It was closed by mistake. Conflict when another has opened, or the rules closed it."""
    patient = s.get_one(Patient, (case.clinic_id, case.patient_id))
    if not may_reopen(s, case) or request.open_of(s, patient):
        raise Conflict("This cannot be opened again: another case has taken its place.")
    case.closed_at = case.closed_by = case.close_reason = None
    state.refresh(s, case)
    outbox.tell_case(s, case, "contact.requested")
    return event.note(s, case, "reopened", by)


def _check(case: Request, reason: str, text: str) -> None:
    checks = Checks()
    if reason not in CLOSE_REASONS:
        checks.fault("reason", "choose a reason")
    if case.urgency == "urgent" and not text:
        checks.fault("note", "this is urgent: say what was done for the patient")
    if len(text) > LONGEST_NOTE:
        checks.fault("note", f"must have at most {LONGEST_NOTE} characters")
    checks.finish()
