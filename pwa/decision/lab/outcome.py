"""What became of flags and returns, measured for every policy with the same yardstick.

The yardstick is the default policy: one that measured itself could define its own misses away.
"""

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import NamedTuple

from pwa.decision.cycles import Cycle, cycles_of
from pwa.decision.lab.asking import Asking
from pwa.decision.lab.followed import Followed
from pwa.decision.policy import Policy
from pwa.decision.timeline import BOOSTER

YARDSTICK = Policy()
RETURN_RULES = frozenset(("sharp-rise", "severe-score", "shrinking-benefit", "symptoms-back"))
# Long enough for a clinic to act and for a chance rise to pass: two of the questions' look-backs.
JUDGED_AFTER_DAYS = 28

TREATED = "treated"
FALSE_ALARM = "false-alarm"
LASTING = "lasting"
UNDECIDED = "undecided"
OUTCOMES = (TREATED, FALSE_ALARM, LASTING, UNDECIDED)


class Episode(NamedTuple):
    """Flags for a return that belong together, from the day of the first, and what became of them.

    `treated` is the day of the next treatment, if the scores were not back down by then.
    """

    first: int
    outcome: str
    treated: int | None


def episodes(patient: Followed, flags: list[Asking]) -> list[Episode]:
    """Runs of flags whose advice names a rule for a return; `RETURN_RULES` says which.

    An episode begins on a day without a treatment. It ends with the next treatment, or with the
    first full check-in that is back down: at most `clear_at` of the yardstick (6 points). Its
    outcome, 28 days after its first flag: *treated* when a treatment had followed; *false alarm*
    when none had and the scores were back down; *lasting* when neither; *undecided* before that.
    """
    treated = [treatment.on for treatment in patient.timeline.treatments]
    down = [
        one.on
        for one in patient.timeline.check_ins
        if one.total is not None and one.total <= YARDSTICK.clear_at
    ]
    found: list[Episode] = []
    over = 0  # the day with which the last episode ended
    for flag in flags:
        treated_on = _at_or_after(treated, flag.on)
        if flag.on < over or treated_on == flag.on or not RETURN_RULES & {*flag.advice.fired}:
            continue
        down_on = _at_or_after(down, flag.on + 1)
        ends = [day for day in (treated_on, down_on) if day is not None]
        over = min(ends, default=patient.until + 1)
        outcome = _outcome(flag.on, treated_on, down_on, patient.until)
        found.append(Episode(flag.on, outcome, treated_on if treated_on == over else None))
    return found


def _at_or_after(days: list[int], day: int) -> int | None:
    position = bisect_left(days, day)
    return days[position] if position < len(days) else None


def _outcome(first: int, treated: int | None, down: int | None, until: int) -> str:
    judged = first + JUDGED_AFTER_DAYS
    if treated is not None and treated <= judged:
        return TREATED
    if until < judged:
        return UNDECIDED
    return FALSE_ALARM if down is not None and down <= judged else LASTING


def returns(patient: Followed) -> list[int]:
    """The days (ordinals) of boosters that answered returned symptoms, by the yardstick.

    Such a booster is the first of its course, was not planned, and follows another course. The last
    full check-in before its day and since that course is at most `sharp_window_days` (35) old, at
    `return_cutoff` (8) or more, and `return_rise` (4) or more above the lowest since that course.
    """
    cycles = cycles_of(patient.timeline, YARDSTICK, patient.until)
    planned = {treatment.on for treatment in patient.timeline.treatments if treatment.planned}
    return [
        cycle.first
        for before, cycle in pairwise(cycles)
        if cycle.kind == BOOSTER and cycle.first not in planned and _had_returned(before, cycle)
    ]


def _had_returned(before: Cycle, booster: Cycle) -> bool:
    if not before.scores:
        return False
    day, last = before.scores[-1]
    lowest = min(total for _, total in before.scores)
    age = booster.first - (before.last + day)
    return (
        age <= YARDSTICK.sharp_window_days
        and last >= YARDSTICK.return_cutoff
        and last - lowest >= YARDSTICK.return_rise
    )


def leads(found: list[Episode], boosters: list[int]) -> dict[int, int | None]:
    """For each such booster the days from the flag before it, or None: it was missed.

    The flag is the first of the episode that the booster ended. One that was back down before, or
    that came on the booster's own day, announced nothing.
    """
    flagged = {episode.treated: episode.first for episode in found}
    return {day: day - flagged[day] if day in flagged else None for day in boosters}


def has_settled(patient: Followed) -> bool:
    """Whether a full check-in came long enough after a course to say how it went."""
    treated = [treatment.on for treatment in patient.timeline.treatments]
    return any(
        _since(treated, one.on) >= YARDSTICK.settled_after_days
        for one in patient.timeline.check_ins
        if one.total is not None
    )


def _since(treated: list[int], day: int) -> int:
    """Days since the last treatment, or -1 before any."""
    position = bisect_right(treated, day)
    return day - treated[position - 1] if position else -1
