"""From a history to one advice: every rule is asked, some are held, one wins.

`advise` is total and deterministic: any timeline, policy and day give the same advice for ever.
"""

from datetime import date
from typing import Any, NamedTuple

from pwa.decision.facts import facts_of
from pwa.decision.holds import CARRY_OVER, by_circumstance, by_quiet, is_only_a_reminder
from pwa.decision.policy import Policy
from pwa.decision.rules import ORDER, Urgency, fired
from pwa.decision.situation import NO_CHECK_IN, Answer, Situation, situation
from pwa.decision.standing import standing_on
from pwa.decision.timeline import Timeline
from pwa.decision.walk import Walk

_REPORT_ACTIONS = {"help-now": "crisis-help", "emergency-symptom": "emergency-help"}
_STOPS_CHECK_AGAIN = ("sharp-rise", "severe-score", "no-clear-change")
_ALLOWS_BOOSTER = ("symptoms-back", "visit-due")
_FORBIDS_BOOSTER = (
    *("help-now", "emergency-symptom", "side-effect", "craving", "sharp-rise", "severe-score"),
    *("too-frequent", "no-clear-change", "shrinking-benefit"),
)


class Advice(NamedTuple):
    """What the clinic would like on one day, and why.

    `fired` in the order of the policy's table; `held` maps a rule to the reason it was kept back;
    `facts` are the numbers used (points, days as ordinals, counts).
    """

    phase: str
    urgency: str
    action: str
    headline: str | None
    fired: tuple[str, ...]
    held: dict[str, str]
    may_mention_booster: bool
    facts: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """The answer of the policy's case format, with the reason for each hold."""
        answer = self._asdict() | {"fired": list(self.fired), "held": sorted(self.held)}
        del answer["facts"]
        return answer | {"held_because": dict(sorted(self.held.items()))}


def advise(timeline: Timeline, policy: Policy, today: date) -> Advice:
    """The advice for `today`; what lies after it is not looked at, appointments excepted."""
    return advise_on(Walk(timeline, policy), today.toordinal())


def advise_on(walk: Walk, day: int) -> Advice:
    """The same for a day (ordinal) that the walk has not passed yet."""
    walk.to(day)
    return decide(situation(standing_on(walk, day), walk.policy, answer_of(walk, day)))


def answer_of(walk: Walk, day: int) -> Answer:
    check_in = walk.check_in_on(day)
    return NO_CHECK_IN if check_in is None else Answer(check_in.total, check_in.floor)


def decide(s: Situation) -> Advice:
    """Ask the rules, hold what is to be held, and let the most urgent win."""
    asked = fired(s)
    held = by_circumstance(s, asked)
    left = {name: urgency for name, urgency in asked.items() if name not in held}
    held |= by_quiet(s, left)
    left = {name: urgency for name, urgency in left.items() if name not in held}
    if "missed-check-ins" in left and is_only_a_reminder(s):
        left["missed-check-ins"] = Urgency.NONE
    return _advice(s, left, held)


def _advice(s: Situation, left: dict[str, Urgency], held: dict[str, str]) -> Advice:
    # max() keeps the first of equals, and `left` is in the order of the table.
    winner = max(left, key=left.__getitem__) if left else None
    urgency = left[winner] if winner else Urgency.NONE
    if winner and urgency > Urgency.NONE:
        action = _REPORT_ACTIONS.get(winner, "contact-clinic")
        headline: str | None = winner
    else:
        action, headline = _calm_action(s, left, held)
    booster = action == "contact-clinic" and _may_mention_booster(left, held)
    facts = facts_of(s, "carry-over" if held.get("symptoms-back") == CARRY_OVER else action)
    return Advice(
        s.standing.phase, urgency.word, action, headline, tuple(left), held, booster, facts
    )


def _calm_action(
    s: Situation, left: dict[str, Urgency], held: dict[str, str]
) -> tuple[str, str | None]:
    if "unfinished" in left:
        return "finish-questions", "unfinished"
    if _is_check_again_due(s, left, held):
        return "check-again", None
    if "missed-check-ins" in left:
        return "reminder", "missed-check-ins"
    return "none", None


def _is_check_again_due(s: Situation, left: dict[str, Urgency], held: dict[str, str]) -> bool:
    if s.standing.in_induction or s.answer.total is None:
        return False
    unconfirmed = s.responded and s.run_is_on and not s.run_is_confirmed
    if not unconfirmed and held.get("symptoms-back") != CARRY_OVER:
        return False
    return not any(name in left for name in _STOPS_CHECK_AGAIN)


def _may_mention_booster(left: dict[str, Urgency], held: dict[str, str]) -> bool:
    allowed = any(name in left for name in _ALLOWS_BOOSTER)
    return allowed and not any(name in left or name in held for name in _FORBIDS_BOOSTER)


def rank(advice: Advice) -> int:
    """Orders advice for one day: the lower is shown. Urgency first, then the order of the table."""
    position = len(ORDER) if advice.headline is None else ORDER[advice.headline]
    return (Urgency.URGENT - Urgency[advice.urgency.upper()]) * 100 + position
