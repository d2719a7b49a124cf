"""What a policy would have asked of a patient, day by day, in one pass.

Contacts and treatments are taken as they were: what a clinic would have done, had it been asked on
another day, nobody knows.
"""

from typing import NamedTuple

from pwa.decision.advice import Advice, advise_on
from pwa.decision.lab.followed import Followed
from pwa.decision.policy import Policy
from pwa.decision.rules import WITHOUT_CHECK_IN, Urgency
from pwa.decision.timeline import CheckIn
from pwa.decision.walk import Walk

# For how long the word of a check-in that opened no request says how things stand.
STANDS_FOR_DAYS = 7


class Asking(NamedTuple):
    """A day (ordinal) on which the clinic would have liked to hear from the patient, and why."""

    on: int
    rule: str
    urgency: str
    advice: Advice


class Replayed(NamedTuple):
    """All that a policy would have asked of one patient.

    `flags` are the check-ins that asked. `requests` are fewer: one stays open until a contact, a
    treatment, or a later full check-in that no longer asks. `standing` is the request that is open
    at the end, `last` the last check-in's word when none is.
    """

    flags: list[Asking]
    requests: list[Asking]
    standing: Asking | None
    last: tuple[int, Advice] | None


def replayed(patient: Followed, policy: Policy) -> Replayed:
    """Ask on every check-in, and on the silent days on which an asking may begin."""
    walk = Walk(patient.timeline, policy)
    kept = _Requests(sorted(patient.endings()))
    flags = []
    for day, check_in in patient.days(policy):
        advice = advise_on(walk, day)
        asking = _asking(day, advice, silent=check_in is None)
        if asking and check_in:
            flags.append(asking)
        kept.see(day, check_in, advice, asking)
    kept.answered_by(patient.until)
    return Replayed(flags, kept.opened, kept.standing, _recent(kept.last, patient.until))


class _Requests:
    """Opens and closes requests while the days go by; at most one is open."""

    def __init__(self, endings: list[int]) -> None:
        self.opened: list[Asking] = []
        self.standing: Asking | None = None
        self.last: tuple[int, Advice] | None = None
        self._endings = endings
        self._answered = 0

    def answered_by(self, day: int) -> bool:
        """Let contacts and treatments up to `day` answer; whether one was on that very day."""
        while self._answered < len(self._endings) and self._endings[self._answered] <= day:
            self._answered += 1
            self.standing = self.last = None
        return bool(self._answered) and self._endings[self._answered - 1] == day

    def see(
        self, day: int, check_in: CheckIn | None, advice: Advice, asking: Asking | None
    ) -> None:
        seen_that_day = self.answered_by(day)
        if check_in:
            self.last = (day, advice)
        if seen_that_day:
            return
        if asking:
            if self.standing is None:
                self.opened.append(asking)
            self.standing = _more_urgent(self.standing, asking)
        elif check_in and check_in.total is not None:
            self.standing = None


def _asking(day: int, advice: Advice, *, silent: bool) -> Asking | None:
    rule = advice.headline
    if advice.urgency == "none" or rule is None:
        return None
    if silent and rule not in WITHOUT_CHECK_IN:  # it was asked with a check-in already
        return None
    return Asking(day, rule, advice.urgency, advice)


def _more_urgent(standing: Asking | None, asking: Asking) -> Asking:
    if standing and Urgency[asking.urgency.upper()] <= Urgency[standing.urgency.upper()]:
        return standing
    return asking


def _recent(last: tuple[int, Advice] | None, until: int) -> tuple[int, Advice] | None:
    return last if last and until - last[0] < STANDS_FOR_DAYS else None
