"""Requests and what became of them, rule by rule. No patient and no member of staff is in it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from statistics import median
from typing import NamedTuple

from sqlmodel import Session, col, select

from pwa.decision.rules import ORDER
from pwa.store.tables import CaseEvent, Request


class Span(NamedTuple):
    """Times: the middle one, the shortest and the longest."""

    median: timedelta
    low: timedelta
    high: timedelta


class RuleFigures(NamedTuple):
    """How many requests of a rule led to what. One that was called and treated counts in both."""

    rule: str
    asked: int
    called: int
    booked: int
    treated: int
    ended_by_check_in: int
    closed_by_staff: int
    waiting: int
    escalated: int
    first_call: Span | None
    reasons: dict[str, int]  # with which staff closed it


class _Case(NamedTuple):
    id: str
    rule: str
    stage: str
    closed_by: str | None
    close_reason: str | None
    opened_at: datetime
    first_called_at: datetime | None


def by_rule(s: Session, clinic_id: str, since: datetime) -> list[RuleFigures]:
    """Of the requests opened since then, in the order of the rules."""
    escalated = _escalated(s, clinic_id, since)
    of: defaultdict[str, list[_Case]] = defaultdict(list)
    for case in _cases(s, clinic_id, since):
        of[case.rule].append(case)
    return [_figures(rule, of[rule], escalated) for rule in sorted(of, key=lambda r: ORDER[r])]


def _figures(rule: str, cases: list[_Case], escalated: set[str]) -> RuleFigures:
    stages = Counter(case.stage for case in cases)
    ends = Counter(case.closed_by for case in cases)
    return RuleFigures(
        rule,
        len(cases),
        sum(case.first_called_at is not None for case in cases),
        stages["booked"],
        stages["treated"],
        ends["check-in"],
        ends["staff"],
        ends[None],
        sum(case.id in escalated for case in cases),
        span(c.first_called_at - c.opened_at for c in cases if c.first_called_at),
        dict(Counter(case.close_reason for case in cases if case.close_reason)),
    )


def span(times: Iterable[timedelta]) -> Span | None:
    """None of nothing."""
    known = sorted(times)
    if not known:
        return None
    middle = median(time.total_seconds() for time in known)
    return Span(timedelta(seconds=middle), known[0], known[-1])


def _cases(s: Session, clinic_id: str, since: datetime) -> Iterable[_Case]:
    columns = [getattr(Request, name) for name in _Case._fields]
    chosen = select(*columns).where(Request.clinic_id == clinic_id, Request.opened_at >= since)
    return (_Case(*row) for row in s.exec(chosen))


def _escalated(s: Session, clinic_id: str, since: datetime) -> set[str]:
    return set(
        s.exec(
            select(CaseEvent.request_id).where(
                CaseEvent.clinic_id == clinic_id,
                CaseEvent.kind == "escalated",
                col(CaseEvent.at) >= since,
            )
        )
    )
