"""How scores changed after each treatment. After, not because of: nothing here explains it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pwa.decision import Policy, total
from pwa.store.tables import CheckIn, Treatment


class Score(NamedTuple):
    on: date
    points: int


class Change(NamedTuple):
    """The last total up to a treatment and the first one that speaks of the time after it."""

    before: Score
    after: Score

    @property
    def by(self) -> int:
        return self.after.points - self.before.points


def changes(
    check_ins: Sequence[CheckIn], treatments: Sequence[Treatment], policy: Policy
) -> dict[str, Change]:
    """By treatment id, where both scores exist and no other treatment lies between them."""
    scores = [Score(row.on, t) for row in check_ins if (t := total(row.answers)) is not None]
    by_day = sorted(treatments, key=lambda row: row.on)
    ends: list[date | None] = [*(row.on for row in by_day[1:]), None][: len(by_day)]
    found = {}
    for treatment, end in zip(by_day, ends, strict=True):
        before = [score for score in scores if score.on <= treatment.on]
        after = [s for s in scores if _speaks_of(s, treatment, end, policy)]
        if before and after:
            found[treatment.id] = Change(before[-1], after[0])
    return found


def _speaks_of(score: Score, treatment: Treatment, end: date | None, policy: Policy) -> bool:
    late_enough = (score.on - treatment.on).days >= policy.carry_over_days
    return late_enough and (end is None or score.on < end)
