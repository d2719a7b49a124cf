"""A patient as the lab sees one: a history, its last day, and which of its days are worth asking.

On a day without a check-in only three rules can ask. They begin to on few days, each a fixed time
after something happened, so that no other silent day need be asked.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from pwa.decision.policy import Policy
from pwa.decision.timeline import BOOSTER, CheckIn, Timeline


class Followed(NamedTuple):
    """A history up to the day `until` (an ordinal), with nothing after it but appointments.

    On days without a check-in nothing is asked after `silent_until`: the patient paused or stopped.
    """

    timeline: Timeline
    until: int
    silent_until: int

    @classmethod
    def to(cls, timeline: Timeline, until: int) -> "Followed":
        """A patient who has neither paused nor stopped."""
        return cls(timeline, until, until)

    @property
    def first(self) -> int:
        """The day of the first check-in or treatment; `until` without any."""
        starts = (
            events[0].on for events in (self.timeline.check_ins, self.timeline.treatments) if events
        )
        return min(starts, default=self.until)

    def endings(self) -> set[int]:
        """The days of contacts and treatments: they answer what was asked before."""
        return {*self.timeline.contacts, *(treatment.on for treatment in self.timeline.treatments)}

    def days(self, policy: Policy) -> list[tuple[int, CheckIn | None]]:
        """Every check-in, and the silent days on which the policy may begin to ask, in order."""
        first, last = self.first, self.silent_until
        asked: dict[int, CheckIn | None] = {
            day: None for day in self._silent(policy) if first <= day <= last
        }
        asked |= {check_in.on: check_in for check_in in self.timeline.check_ins}
        return [(day, asked[day]) for day in sorted(asked)]

    def _silent(self, policy: Policy) -> Iterator[int]:
        timeline = self.timeline
        for contact in timeline.contacts:
            yield contact + policy.contact_quiet_days
        for report in timeline.reports:
            yield report.on + policy.report_window_days + 1
        for treatment in timeline.treatments:
            if treatment.kind == BOOSTER and not treatment.planned:  # it may be one too many
                yield treatment.on + 1
        yield from _missed(timeline, policy)
        if policy.visit_interval_days is not None:
            yield from _visits(timeline, policy, policy.visit_interval_days)


def _missed(timeline: Timeline, policy: Policy) -> Iterator[int]:
    """When a silence has lasted too long, if no check-in has come by then."""
    full = [check_in.on for check_in in timeline.check_ins if check_in.total is not None]
    patience = policy.missed_contact_days
    for day, following in zip_longest(full, full[1:]):
        if following is None or following > day + patience:
            yield day + patience
    for check_in in timeline.check_ins:
        if check_in.total is None:  # its day has not asked, and the silence goes on
            yield check_in.on + 1
    for treatment in timeline.treatments:
        before = bisect_right(full, treatment.on)
        if not before:
            yield treatment.on + patience
        if not before or treatment.on - full[before - 1] >= patience:
            yield treatment.on + 1  # in the middle of a silence, which now is of concern


def _visits(timeline: Timeline, policy: Policy, interval: int) -> Iterator[int]:
    """When a visit comes near, and when what held it back is over."""
    for treatment in timeline.treatments:
        yield treatment.on + 1
        yield treatment.on + max(0, interval - policy.visit_notice_days)
        yield treatment.on + policy.induction_gap_days
        yield treatment.on + policy.frequent_window_days
    for appointment in timeline.appointments:
        yield appointment + 1
