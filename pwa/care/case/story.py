"""Everything about one case, in order: what was asked, what was done, and the scores after."""

from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from pwa.care.case import event, state
from pwa.decision import total
from pwa.store.tables import CheckIn, Request

SCORES = 6


class Step(NamedTuple):
    """One step: its kind, a code of that kind, words that somebody typed, and who it was.

    `by` is the id of a member of staff, or of the record system in which somebody did it.
    """

    at: datetime
    kind: str
    code: str | None = None
    note: str = ""
    until: date | None = None
    by: str | None = None


class Score(NamedTuple):
    on: date
    points: int


def steps(s: Session, case: Request) -> list[Step]:
    """From the opening on, the oldest first. Calls come from the contacts themselves."""
    events = event.list_of(s, case)
    calls = state.calls_of(s, case)
    found = [
        Step(case.opened_at, "opened", case.rule),
        *(Step(e.at, e.kind, e.code, e.note, e.until, e.staff_id or e.client_id) for e in events),
        *(Step(c.created_at, "called", c.outcome, c.note, by=c.staff_id) for c in calls),
    ]
    if case.closed_at and case.closed_by != "staff":
        found.append(Step(case.closed_at, "answered", case.closed_by))
    return sorted(found, key=lambda step: step.at)


def scores_after(s: Session, case: Request) -> list[Score]:
    """The first full totals after the treatment, or else after the case was closed."""
    closed = case.closed_at.date() if case.closed_at else None
    since = state.treated_day(s, case) or closed
    if since is None:
        return []
    chosen = select(col(CheckIn.on), col(CheckIn.answers)).where(
        CheckIn.clinic_id == case.clinic_id,
        CheckIn.patient_id == case.patient_id,
        col(CheckIn.on) > since,
    )
    rows = s.exec(chosen.order_by(col(CheckIn.on), col(CheckIn.seq)).limit(2 * SCORES))
    full = [Score(on, points) for on, answers in rows if (points := total(answers)) is not None]
    return full[:SCORES]
