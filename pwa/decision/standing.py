"""Everything about a day that an advice can depend on, except today's answers.

Rules see a standing, never a date. Two days with equal standings must therefore get the same
advice for the same answers, which is what lets the action plan fold days together exactly.
"""

from bisect import bisect_left, bisect_right
from typing import Any, NamedTuple

from pwa.decision.course import Course, Moment
from pwa.decision.policy import Policy
from pwa.decision.reports import REPORTS
from pwa.decision.timeline import INDUCTION, Timeline, between
from pwa.decision.walk import Walk

BEFORE_TREATMENT, IN_INDUCTION, SETTLING, MAINTENANCE = (
    "before-treatment",
    "induction",
    "settling",
    "maintenance",
)

# "Today" and "1 day ago" have words of their own; from here on the number of days is filled in.
MANY_DAYS = 2


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
    return Standing(_phase(course, day - course.last, policy), **everyone, **_treated(walk, course, day))


def _phase(course: Course, since: int, policy: Policy) -> str:
    unfinished = course.sessions < policy.planned_induction_sessions
    if course.kind == INDUCTION and unfinished and since < policy.induction_gap_days:
        return IN_INDUCTION
    return SETTLING if since < policy.settled_after_days else MAINTENANCE


def _treated(walk: Walk, course: Course, day: int) -> dict[str, Any]:
    policy, since = walk.policy, day - course.last
    inducing = _phase(course, since, policy) == IN_INDUCTION
    carry_over = not inducing and since < policy.carry_over_days
    own_entry = walk.timeline.baseline is not None
    return {
        "course": course,
        "moment": course.moment(day, policy),
        "baseline_is_today": not own_entry and day == walk.courses[0].first,
        "in_carry_over": carry_over,
        "treated_on": course.last,
        "days_since_treatment": min(since, MANY_DAYS) if carry_over else MANY_DAYS,
        "earlier_totals": _earlier_totals(walk, course, inducing) if inducing or carry_over else (),
        "change_reference": _change_reference(walk, course, day),
        "high_so_far": _high_so_far(walk, course, day),
        "frequent_sessions": _frequent_sessions(walk, day),
        "visit_is_near": _visit_is_near(policy, since),
        "missed": _missed(walk, course, day),
        **_shrinking(walk, course, since),
    }


def _sharp_reference(walk: Walk, day: int) -> int | None:
    if walk.full_days and day - walk.full_days[-1] <= walk.policy.sharp_window_days:
        return walk.full_totals[-1]
    return None


def _earlier_totals(walk: Walk, course: Course, inducing: bool) -> tuple[int, ...]:
    """Totals from before the treatment took hold: a severe score is no news beside one of these."""
    candidates = (walk.last_full(course.last), walk.baseline() if inducing else None)
    return tuple(total for total in candidates if total is not None)


def _change_reference(walk: Walk, course: Course, day: int) -> int | None:
    """What the first full check-in of the evaluation is compared with; None when it is not due."""
    policy = walk.policy
    opens = course.last + policy.evaluation_from_days
    already_done = bool(walk.full_days) and walk.full_days[-1] >= opens
    if already_done or not opens <= day <= course.last + policy.evaluation_to_days:
        return None
    return walk.baseline() if course.kind == INDUCTION else walk.last_full(course.first)


def _high_so_far(walk: Walk, course: Course, day: int) -> bool:
    """Whether every full total that staying-high looks at, today's apart, is high for long enough."""
    policy = walk.policy
    opens = max(day - policy.staying_high_window_days, course.last + policy.settled_after_days)
    start = bisect_left(walk.full_days, opens)
    if start == len(walk.full_days) or day - walk.full_days[start] < policy.staying_high_span_days:
        return False
    return min(walk.full_totals[start:]) >= policy.staying_high_cutoff


def _frequent_sessions(walk: Walk, day: int) -> int:
    """Unplanned boosters in the window when they are more than the most allowed, else 0."""
    policy = walk.policy
    window = between(walk.timeline.treatments, day - policy.frequent_window_days + 1, day)
    count = sum(t.kind != INDUCTION and not t.planned for t in window)
    return count if count > policy.frequent_sessions_max else 0


def _visit_is_near(policy: Policy, since: int) -> bool:
    interval = policy.visit_interval_days
    return interval is not None and since >= interval - policy.visit_notice_days


def _missed(walk: Walk, course: Course, day: int) -> str | None:
    """What a day without a check-in asks for: a contact, a reminder, or nothing."""
    policy = walk.policy
    age = day - (walk.full_days[-1] if walk.full_days else course.first)
    was_high = bool(walk.full_totals) and walk.full_totals[-1] >= policy.staying_high_cutoff
    recent = day - course.last <= policy.recent_treatment_days
    if age >= policy.missed_contact_days and (was_high or recent):
        return "contact"
    overdue = age > policy.check_in_interval_days + policy.reminder_grace_days
    return "reminder" if overdue else None


def _shrinking(walk: Walk, course: Course, since: int) -> dict[str, Any]:
    earlier = _earlier_returns(walk)
    if earlier is None:
        return {}
    limit = _shrinking_limit(*earlier, walk.policy)
    started = course.run.first if course.returned is None and course.run else course.returned
    own = None if started is None else started - course.last
    from_today = since if course.returned is None else own
    return {
        "earlier_returns": earlier,
        "own_return": own,
        "shrinks_with_run": own is not None and own <= limit,
        "shrinks_from_today": from_today is not None and from_today <= limit,
    }


def _earlier_returns(walk: Walk) -> tuple[int, int] | None:
    """Times to return (days) of the two courses before this one, when both returned and they fell."""
    if len(walk.courses) < 3:
        return None
    oldest, middle = (time_to_return(course) for course in walk.courses[-3:-1])
    return (oldest, middle) if oldest is not None and middle is not None and middle < oldest else None


def _shrinking_limit(oldest: int, middle: int, policy: Policy) -> int:
    """The longest time to return (days) that is clearly the shortest of three."""
    by_percent = policy.shrinking_percent * oldest // 100
    return min(middle - 1, oldest - policy.shrinking_min_days, by_percent)


def time_to_return(course: Course) -> int | None:
    """Days from the course's last treatment to its first confirmed return; None = censored so far."""
    return None if course.returned is None else course.returned - course.last


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
