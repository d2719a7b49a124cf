"""Everything about a day that an advice can depend on, except today's answers.

Rules see a standing, never a date. Two days with equal standings must therefore get the same
advice for the same answers, which is what lets the action plan fold days together exactly.
"""

from bisect import bisect_right
from typing import Any, NamedTuple

from pwa.decision.course import Course, Moment
from pwa.decision.policy import Policy
from pwa.decision.reports import REPORTS
from pwa.decision.since_treatment import (
    BEFORE_TREATMENT,
    IN_INDUCTION,
    MANY_DAYS,
    since_treatment,
)
from pwa.decision.timeline import Timeline, between
from pwa.decision.walk import Walk


class Standing(NamedTuple):
    """What is known of a day before its answers. Totals in points; None = there is none."""

    phase: str
    course: Course | None = None
    moment: Moment | None = None
    has_previous: bool = False
    baseline: int | None = None
    baseline_is_today: bool = False
    in_carry_over: bool = False
    treated_on: int | None = None
    days_since_treatment: int = MANY_DAYS
    earlier_totals: tuple[int, ...] = ()
    sharp_reference: int | None = None
    change_reference: int | None = None
    high_so_far: bool = False
    frequent_sessions: int = 0
    earlier_returns: tuple[int, int] | None = None
    own_return: int | None = None
    shrinks_with_run: bool = False
    shrinks_from_today: bool = False
    visit_is_near: bool = False
    appointment_ahead: bool = False
    missed: str | None = None
    report_kinds: tuple[str, ...] = ()
    report_rules: frozenset[str] = frozenset()
    contact: int | None = None
    soon_is_quiet: bool = False
    is_quiet: bool = False
    contact_is_today: bool = False
    contact_total: int | None = None

    @property
    def in_induction(self) -> bool:
        return self.phase == IN_INDUCTION


def standing_on(walk: Walk, day: int) -> Standing:
    """The standing of `day`, which must be the first day that `walk` has not taken in, or later."""
    timeline, policy = walk.timeline, walk.policy
    course = walk.course
    everyone = {
        "has_previous": bool(walk.full_days),
        "baseline": walk.baseline(),
        "sharp_reference": _sharp_reference(walk, day),
        "appointment_ahead": bool(timeline.appointments) and timeline.appointments[-1] >= day,
        **_reports(timeline, policy, day),
        **_quiet(walk, day),
    }
    if course is None:
        return Standing(BEFORE_TREATMENT, **everyone)
    return Standing(**everyone, **since_treatment(walk, course, day))


def _sharp_reference(walk: Walk, day: int) -> int | None:
    if walk.full_days and day - walk.full_days[-1] <= walk.policy.sharp_window_days:
        return walk.full_totals[-1]
    return None


def _reports(timeline: Timeline, policy: Policy, day: int) -> dict[str, Any]:
    window = between(timeline.reports, day - policy.report_window_days, day)
    if not window:
        return {}
    kinds = dict.fromkeys(report.kind for report in window)
    return {
        "report_kinds": tuple(kinds),
        "report_rules": frozenset(REPORTS[kind].rule for kind in kinds),
    }


def _quiet(walk: Walk, day: int) -> dict[str, Any]:
    contacts, policy = walk.timeline.contacts, walk.policy
    position = bisect_right(contacts, day)
    if not position:
        return {}
    contact = contacts[position - 1]
    age = day - contact
    if age >= max(policy.soon_quiet_days, policy.contact_quiet_days):
        return {}
    return {
        "contact": contact,
        "soon_is_quiet": age < policy.soon_quiet_days,
        "is_quiet": age < policy.contact_quiet_days,
        "contact_is_today": age == 0,
        "contact_total": walk.last_full(contact),
    }
