"""What is kept back although a rule fired, with the reason: by circumstance, then by quiet."""

from pwa.decision.rules import Urgency
from pwa.decision.situation import Situation

CARRY_OVER = "carry-over"
NO_NEWS = "already-severe-before-treatment"
APPOINTMENT = "appointment-booked"
OTHER_CONCERN = "other-concern-first"
CONTACT = "after-contact"

_BEFORE_A_VISIT = frozenset(
    ("help-now", "emergency-symptom", "side-effect", "craving", "too-frequent", "shrinking-benefit")
)
_QUIET_SOON = frozenset(("sharp-rise", "severe-score"))
_NEVER_QUIET = frozenset(("help-now", "emergency-symptom", "side-effect", "craving"))


def by_circumstance(s: Situation, fired: dict[str, Urgency]) -> dict[str, str]:
    """Rules that this day's circumstances speak against, with the reason."""
    held = {}
    if "severe-score" in fired and _severe_is_no_news(s):
        held["severe-score"] = NO_NEWS
    total = s.answer.total
    if s.standing.in_carry_over and total is not None and total >= s.policy.return_cutoff:
        held["symptoms-back"] = CARRY_OVER
    if "visit-due" in fired:
        if s.standing.appointment_ahead:
            held["visit-due"] = APPOINTMENT
        elif not _BEFORE_A_VISIT.isdisjoint(fired):
            held["visit-due"] = OTHER_CONCERN
    return held


def _severe_is_no_news(s: Situation) -> bool:
    standing, policy, points = s.standing, s.policy, s.answer.floor or 0
    earlier = standing.earlier_totals
    # On the day of the first treatment ever, that day's own full total is the baseline.
    if standing.in_induction and standing.baseline_is_today and s.answer.total is not None:
        earlier = (*earlier, s.answer.total)
    return any(t >= policy.severe_cutoff and points - t < policy.escalation_rise for t in earlier)


def by_quiet(s: Situation, fired: dict[str, Urgency]) -> dict[str, str]:
    """Rules that a contact not long ago has already answered."""
    if s.standing.contact is None or breaks_quiet(s):
        return {}
    return {
        name: CONTACT
        for name, urgency in fired.items()
        if urgency > Urgency.NONE and _is_quiet(name, s) and name != "missed-check-ins"
    }


def _is_quiet(name: str, s: Situation) -> bool:
    if name in _NEVER_QUIET:
        return False
    return s.standing.soon_is_quiet if name in _QUIET_SOON else s.standing.is_quiet


def is_only_a_reminder(s: Situation) -> bool:
    """Whether missed check-ins, quiet after a contact, ask for a check-in only."""
    return s.standing.is_quiet and not breaks_quiet(s)


def breaks_quiet(s: Situation) -> bool:
    """Whether today's score is so far above the one at the contact that quiet would be wrong."""
    standing, points = s.standing, s.answer.floor
    own = s.answer.total if standing.contact_is_today else None
    reference = standing.contact_total if own is None else own
    if points is None or reference is None:
        return False
    return points - reference >= s.policy.escalation_rise
