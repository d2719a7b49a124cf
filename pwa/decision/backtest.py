"""Replay a history: what would have been advised on each day that something was known?"""

from collections.abc import Iterator
from datetime import date

from pwa.decision.advice import Advice, advise_on
from pwa.decision.policy import Policy
from pwa.decision.timeline import Timeline
from pwa.decision.walk import Walk


def replay(timeline: Timeline, policy: Policy) -> Iterator[tuple[date, Advice]]:
    """The advice on the day of each check-in, knowing only what had happened by then.

    One pass: n check-ins cost O(n). Each equals `advise` of the history cut off at its day,
    appointments apart, which are taken as they stand.
    """
    walk = Walk(timeline, policy)
    for check_in in timeline.check_ins:
        yield date.fromordinal(check_in.on), advise_on(walk, check_in.on)
