"""The rules, in the order of the policy's table: when does each fire, and how urgent is it?

A rule is a question about a situation. None = it does not fire.
"""

from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

from pwa.decision.situation import Situation


class Urgency(IntEnum):
    """How soon the clinic would like to hear from the patient."""

    NONE = 0
    ROUTINE = 1
    SOON = 2
    URGENT = 3

    @property
    def word(self) -> str:
        return self.name.lower()


Fires = Callable[[Situation], Urgency | None]


class Rule(NamedTuple):
    name: str
    fires: Fires
    in_induction: bool = False


def _reported(rule: str, urgency: Urgency) -> Rule:
    return Rule(
        rule, lambda s: urgency if rule in s.standing.report_rules else None, in_induction=True
    )


def sharp_rise(s: Situation) -> Urgency | None:
    points, reference = s.answer.floor, s.standing.sharp_reference
    if points is None or reference is None or points < s.policy.sharp_floor:
        return None
    return Urgency.SOON if points - reference >= s.policy.sharp_rise else None


def severe_score(s: Situation) -> Urgency | None:
    points = s.answer.floor
    return Urgency.SOON if points is not None and points >= s.policy.severe_cutoff else None


def too_frequent(s: Situation) -> Urgency | None:
    return Urgency.SOON if s.standing.frequent_sessions else None


def shrinking_benefit(s: Situation) -> Urgency | None:
    if symptoms_back(s) is None:
        return None
    standing = s.standing
    shrinks = standing.shrinks_from_today if s.run_is_new else standing.shrinks_with_run
    return Urgency.ROUTINE if shrinks else None


def no_clear_change(s: Situation) -> Urgency | None:
    total, reference = s.answer.total, s.standing.change_reference
    if total is None or reference is None or total < s.policy.no_change_cutoff:
        return None
    return Urgency.ROUTINE if reference - total < s.policy.reliable_drop else None


def symptoms_back(s: Situation) -> Urgency | None:
    total = s.answer.total
    if total is None or not s.responded or not s.run_is_confirmed:
        return None
    return Urgency.SOON if total >= s.policy.severe_cutoff else Urgency.ROUTINE


def staying_high(s: Situation) -> Urgency | None:
    total, moment = s.answer.total, s.standing.moment
    if total is None or moment is None or not moment.is_settled:
        return None
    high = total >= s.policy.staying_high_cutoff and s.standing.high_so_far
    return Urgency.ROUTINE if high else None


def visit_due(s: Situation) -> Urgency | None:
    return Urgency.ROUTINE if s.standing.visit_is_near else None


def missed_check_ins(s: Situation) -> Urgency | None:
    missed = s.standing.missed
    if s.answer.floor is not None or missed is None:
        return None
    return Urgency.ROUTINE if missed == "contact" else Urgency.NONE


def unfinished(s: Situation) -> Urgency | None:
    return Urgency.NONE if s.answer.floor is not None and s.answer.total is None else None


RULES = (
    _reported("help-now", Urgency.URGENT),
    _reported("emergency-symptom", Urgency.URGENT),
    _reported("side-effect", Urgency.SOON),
    _reported("craving", Urgency.SOON),
    Rule("sharp-rise", sharp_rise, in_induction=True),
    Rule("severe-score", severe_score, in_induction=True),
    Rule("too-frequent", too_frequent, in_induction=True),
    Rule("shrinking-benefit", shrinking_benefit),
    Rule("no-clear-change", no_clear_change),
    Rule("symptoms-back", symptoms_back),
    Rule("staying-high", staying_high),
    Rule("visit-due", visit_due),
    Rule("missed-check-ins", missed_check_ins, in_induction=True),
    Rule("unfinished", unfinished, in_induction=True),
)
# What can ask on a day without a check-in. Whatever else asks came with a check-in.
WITHOUT_CHECK_IN = ("too-frequent", "visit-due", "missed-check-ins")
ORDER = {rule.name: position for position, rule in enumerate(RULES)}
_RULES_IN_INDUCTION = tuple(rule for rule in RULES if rule.in_induction)


def fired(s: Situation) -> dict[str, Urgency]:
    """Every rule is asked; those that fire, with their urgency, in the order of the table."""
    found = {}
    for name, fires, _ in _RULES_IN_INDUCTION if s.standing.in_induction else RULES:
        urgency = fires(s)
        if urgency is not None:
            found[name] = urgency
    return found
