"""One pass over a timeline: what was known at the start of a day.

A walk only ever goes forward, so replaying a history of n check-ins costs O(n), not O(n²).
"""

from bisect import bisect_right
from datetime import date

from pwa.decision.course import Course
from pwa.decision.policy import Policy
from pwa.decision.timeline import CheckIn, Timeline, Treatment

_NEVER = date.max.toordinal() + 1


class Walk:
    """The courses and full check-ins of a timeline, up to a day."""

    def __init__(self, timeline: Timeline, policy: Policy) -> None:
        self.timeline = timeline
        self.policy = policy
        self.courses: list[Course] = []
        self.full_days: list[int] = []
        self.full_totals: list[int] = []
        self._next_treatment = 0
        self._next_treatment_on = timeline.treatments[0].on if timeline.treatments else _NEVER
        self._next_check_in = 0

    @property
    def course(self) -> Course | None:
        """The current course: the latest that has begun."""
        return self.courses[-1] if self.courses else None

    def to(self, day: int) -> None:
        """Take in every check-in before `day`, and every treatment up to `day` itself."""
        check_ins, position, policy = self.timeline.check_ins, self._next_check_in, self.policy
        while position < len(check_ins) and check_ins[position].on < day:
            on, total, _ = check_ins[position]
            position += 1
            if total is None:
                continue
            if self._next_treatment_on <= on:
                self._treat_until(on)
            self.full_days.append(on)
            self.full_totals.append(total)
            if self.courses:
                course = self.courses[-1]
                course.see(total, course.moment(on, policy), on, policy)
        self._next_check_in = position
        self._treat_until(day)

    def check_in_on(self, day: int) -> CheckIn | None:
        """The check-in of the first day that the walk has not taken in, if it is `day`."""
        check_ins, position = self.timeline.check_ins, self._next_check_in
        ahead = check_ins[position] if position < len(check_ins) else None
        return ahead if ahead and ahead.on == day else None

    def _treat_until(self, day: int) -> None:
        treatments = self.timeline.treatments
        while self._next_treatment_on <= day:
            self._treat(treatments[self._next_treatment])
            self._next_treatment += 1
            is_last = self._next_treatment == len(treatments)
            self._next_treatment_on = _NEVER if is_last else treatments[self._next_treatment].on

    def _treat(self, treatment: Treatment) -> None:
        if self.courses and self.courses[-1].takes(treatment, self.policy):
            self.courses[-1].extend(treatment.on)
        else:
            self.courses.append(Course(treatment))

    def last_full(self, day: int) -> int | None:
        """The last full total up to `day` (points), of those taken in."""
        position = bisect_right(self.full_days, day)
        return self.full_totals[position - 1] if position else None

    def baseline(self) -> int | None:
        """The clinic's own entry, else the last full total shortly before the first treatment."""
        if self.timeline.baseline is not None or not self.courses:
            return self.timeline.baseline
        first = self.courses[0].first
        position = bisect_right(self.full_days, first)
        if position and first - self.full_days[position - 1] <= self.policy.baseline_window_days:
            return self.full_totals[position - 1]
        return None
