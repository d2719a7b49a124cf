"""How scores changed after each course. After, not because of: nothing here explains it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pwa.decision import Policy, Timeline, total
from pwa.decision.walk import Walk
from pwa.store.tables import CheckIn, Treatment


class Score(NamedTuple):
    on: date
    points: int


class Change(NamedTuple):
    """The last total up to a course, and the first that speaks of the time after it."""

    before: Score
    after: Score
    sessions: int

    @property
    def by(self) -> int:
        return self.after.points - self.before.points


def changes(
    check_ins: Sequence[CheckIn], treatments: Sequence[Treatment], policy: Policy
) -> dict[date, Change]:
    """By the day of a course's last treatment, where both scores exist."""
    scores = [Score(row.on, t) for row in check_ins if (t := total(row.answers)) is not None]
    given = [(row.on, row.kind, row.planned) for row in treatments]
    walk = Walk(Timeline.from_events(treatments=given), policy)
    walk.to(date.max.toordinal())
    ends = [course.first for course in walk.courses[1:]] + [date.max.toordinal()]
    found = {}
    for course, end in zip(walk.courses, ends, strict=False):
        first, last = date.fromordinal(course.first), date.fromordinal(course.last)
        before = [score for score in scores if score.on <= first]
        settled = range(course.last + policy.carry_over_days, end)
        after = [score for score in scores if score.on.toordinal() in settled]
        if before and after:
            found[last] = Change(before[-1], after[0], course.sessions)
    return found
