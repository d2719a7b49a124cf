"""What a day's standing owes to the course of treatments it lies after."""

from bisect import bisect_left
from typing import Any

from pwa.decision.course import Course
from pwa.decision.policy import Policy
from pwa.decision.timeline import INDUCTION, between
from pwa.decision.walk import Walk

BEFORE_TREATMENT = "before-treatment"
IN_INDUCTION = "induction"
SETTLING = "settling"
MAINTENANCE = "maintenance"
# "Today" and "1 day ago" have words of their own; from here on the number of days is filled in.
MANY_DAYS = 2


def _phase(course: Course, since: int, policy: Policy) -> str:
    unfinished = course.sessions < policy.planned_induction_sessions
    if course.kind == INDUCTION and unfinished and since < policy.induction_gap_days:
        return IN_INDUCTION
    return SETTLING if since < policy.settled_after_days else MAINTENANCE


def since_treatment(walk: Walk, course: Course, day: int) -> dict[str, Any]:
    """The part of a standing that rests on the current course."""
    policy, since = walk.policy, day - course.last
    phase = _phase(course, since, policy)
    inducing = phase == IN_INDUCTION
    carry_over = not inducing and since < policy.carry_over_days
    own_entry = walk.timeline.baseline is not None
    return {
        "phase": phase,
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
    """Whether the totals that staying-high looks at, today's apart, are high for long enough."""
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
    """Times to return (days) of the two courses before this one, if both returned and they fell."""
    if len(walk.courses) < 3:
        return None
    oldest, middle = (time_to_return(course) for course in walk.courses[-3:-1])
    return (
        (oldest, middle) if oldest is not None and middle is not None and middle < oldest else None
    )


def _shrinking_limit(oldest: int, middle: int, policy: Policy) -> int:
    """The longest time to return (days) that is clearly the shortest of three."""
    by_percent = policy.shrinking_percent * oldest // 100
    return min(middle - 1, oldest - policy.shrinking_min_days, by_percent)


def time_to_return(course: Course) -> int | None:
    """Days from the last treatment to the first confirmed return; None = censored so far."""
    return None if course.returned is None else course.returned - course.last
