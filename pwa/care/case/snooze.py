"""Putting a case off until a day: with a reason, up to a limit, and never an emergency."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from pwa.care.case import event, state, turn
from pwa.care.case.codes import SNOOZE_DAYS, SNOOZE_REASONS
from pwa.care.checks import Checks
from pwa.errors import Conflict
from pwa.store.tables import CaseEvent, Clinic, Request


def last_day(case: Request, timezone: str) -> date | None:
    """The last day to which it may be put off; None when it may not be."""
    days = SNOOZE_DAYS[case.urgency]
    opened = case.opened_at.astimezone(ZoneInfo(timezone)).date()
    return None if days is None else opened + timedelta(days=days)


def snooze(
    s: Session, case: Request, until: date | None, reason: str, by: str, today: date
) -> CaseEvent:
    """Off the list until that day; on it, it is due."""
    if case.closed_at:
        raise Conflict("This is closed already.")
    turn.keep_out(s, case, by)
    _check(until, reason, today, last_day(case, s.get_one(Clinic, case.clinic_id).timezone))
    case.snoozed_until, case.taken_by, case.taken_at = until, None, None
    state.refresh(s, case)
    return event.note(s, case, "snoozed", by, reason, until=until)


def wake(s: Session, case: Request, by: str | None, code: str | None = None) -> CaseEvent:
    """Back on the list now."""
    case.snoozed_until = None
    state.refresh(s, case)
    return event.note(s, case, "woken", by, code)


def _check(until: date | None, reason: str, today: date, last: date | None) -> None:
    checks = Checks()
    if reason not in SNOOZE_REASONS:
        checks.fault("reason", "choose a reason")
    if last is None:
        checks.fault("until", "an urgent request cannot be put off")
    elif last <= today:
        checks.fault("until", f"it has waited long enough: it could be put off up to {last}")
    elif until is None or not today < until <= last:
        checks.fault("until", f"must be after today and not after {last}")
    checks.finish()
