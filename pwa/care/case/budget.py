"""How many requests a week the staff can take, beside how many the thresholds in force bring."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, select

from pwa.care import clock, policy
from pwa.care.checks import Checks
from pwa.store.tables import Clinic, Request

LOOKS_BACK = timedelta(weeks=8)
TOO_SHORT = timedelta(weeks=1)
MOST = 10_000


class Load(NamedTuple):
    """Requests a week since `since`, when the thresholds in force began at the earliest.

    `a_week` is None in the first week of new thresholds; `budget` is None when none was set.
    """

    a_week: float | None
    budget: int | None
    version: int
    since: datetime

    @property
    def exceeds(self) -> bool:
        return self.a_week is not None and self.budget is not None and self.a_week > self.budget


def load(s: Session, clinic: Clinic) -> Load:
    """What the thresholds in force have asked of the staff in the last weeks."""
    version, _ = policy.current(s, clinic.id)
    now = clock.now()
    since = max(now - LOOKS_BACK, version.created_at)
    if now - since < TOO_SHORT:
        return Load(None, clinic.requests_a_week, version.number, since)
    opened = select(func.count()).where(Request.clinic_id == clinic.id, Request.opened_at >= since)
    weeks = (now - since) / timedelta(weeks=1)
    return Load(s.exec(opened).one() / weeks, clinic.requests_a_week, version.number, since)


def set_budget(s: Session, clinic: Clinic, requests: int | None) -> None:
    """From 1 request a week on; None: no budget."""
    checks = Checks()
    if requests is not None and not (type(requests) is int and 1 <= requests <= MOST):
        checks.fault("requests_a_week", f"must be a whole number from 1 to {MOST}, or empty")
    checks.finish()
    clinic.requests_a_week = requests
    s.add(clinic)
