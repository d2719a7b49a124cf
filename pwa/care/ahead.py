"""A check-in is judged before its turn to write, since all others wait for the one who writes.

What was foreseen holds as long as the patient's count of changes has not gone on. Otherwise, and
for a check-in that changes more than itself, the judging is done again in its turn.
"""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session

from pwa.care import history, plan, policy
from pwa.care.history import History
from pwa.care.item import Item
from pwa.care.placing import Placed
from pwa.care.who import Who
from pwa.decision import Advice, Policy, advise


class Judged(NamedTuple):
    """The advice for a day, with the history and the limits (number, values) that it rests on."""

    past: History
    limits: tuple[int, Policy]
    on: date
    advice: Advice


class Foreseen(NamedTuple):
    """What a check-in will come to, if the patient's count of changes is still this."""

    changes: int
    judged: Judged

    def holds(self, s: Session, patient: Who) -> bool:
        """Whether it is still true; if so, the check-in is counted as the next change."""
        return plan.mark_stale_if(s, patient, self.changes)


def judge(s: Session, patient: Who, past: History, on: date) -> Judged:
    """What the rules say of a day, by the clinic's newest limits."""
    limits = policy.limits(s, patient.clinic_id)
    return Judged(past, limits, on, advise(past.timeline(), limits[1], on))


def foresee(s: Session, patient: Who, item: Item, placed: Placed) -> Foreseen | None:
    """Judge a check-in as if it were on record. Only reads; None when more comes with it."""
    if item.reports or item.told.answer in ("no", "none"):
        return None
    past = history.of(s, patient)
    if any(on == placed.on for on, _ in past.check_ins):
        return None
    past = past.with_check_in(placed.on, item.answers)
    return Foreseen(patient.changes, judge(s, patient, past, placed.on))
