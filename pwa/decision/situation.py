"""A day with its answers: what the rules are asked about."""

from typing import NamedTuple

from pwa.decision.course import Course
from pwa.decision.policy import Policy
from pwa.decision.standing import Standing


class Answer(NamedTuple):
    """Today's check-in: its total (None with blanks) and floor; both None without a check-in."""

    total: int | None = None
    floor: int | None = None

    @classmethod
    def full(cls, total: int) -> "Answer":
        return cls(total, total)

    @classmethod
    def unfinished(cls, floor: int) -> "Answer":
        return cls(None, floor)


NO_CHECK_IN = Answer()


class Situation(NamedTuple):
    """A standing, the answers, and the course as it is after them."""

    standing: Standing
    policy: Policy
    answer: Answer
    course: Course | None
    run_is_confirmed: bool
    run_is_new: bool
    responded: bool

    @property
    def run_is_on(self) -> bool:
        return self.course is not None and self.course.run is not None


# Given to a course in place of a date: what it decides may depend on the moment alone.
_SOME_DAY = 0


def situation(
    standing: Standing, policy: Policy, answer: Answer, presume_confirmed: bool = False
) -> Situation:
    """See what the answers change; `presume_confirmed`: a raised one, unsent, came before."""
    course = standing.course
    before = course.run if course else None
    if course and standing.moment and answer.total is not None:
        course = course.copy()
        course.see(answer.total, standing.moment, _SOME_DAY, policy)
    run = course.run if course else None
    return Situation(
        standing,
        policy,
        answer,
        course,
        run_is_confirmed=run is not None and (run.confirmed or presume_confirmed),
        run_is_new=run is not None and (before is None or run.first != before.first),
        responded=course is not None and has_responded(course.level, standing.baseline, policy),
    )


def has_responded(level: float | None, baseline: int | None, policy: Policy) -> bool:
    """Whether a settled level (points) is a response, by the policy's own words."""
    if level is None:
        return False
    if baseline is None:
        return level <= policy.recovered_max
    return baseline - level >= policy.reliable_drop and (
        level <= policy.recovered_max or 100 * level <= policy.response_percent * baseline
    )
