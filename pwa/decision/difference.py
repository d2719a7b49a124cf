"""What a change of policy means in plain words: a sentence for each number that differs."""

from pwa.decision.policy import PARAMETERS, Policy

# The gap takes the new value and the old one: "10 instead of 8".
SENTENCES = {
    "return_cutoff": "A score can count as symptoms coming back at {} points or more.",
    "return_rise": "A score counts as raised at {} points or more above the settled level.",
    "return_readings": "Symptoms count as back after {} raised check-ins in a row.",
    "fast_return_cutoff": "One raised score is enough, without a second, at {} points or more.",
    "fast_return_rise": "One raised score is enough only at {} points above the settled level.",
    "clear_at": "A return that was confirmed ends with a score of {} points or less.",
    "sharp_rise": "A rise is sharp at {} points or more since the last check-in.",
    "sharp_floor": "A sharp rise counts only at a score of {} points or more.",
    "severe_cutoff": "A score is severe, whatever came before, at {} points or more.",
    "staying_high_cutoff": "Scores count as staying high after treatment at {} points or more.",
    "staying_high_span_days": "Scores count as staying high after {} days.",
    "no_change_cutoff": "A treatment without a clear change is looked at from {} points on.",
    "reliable_drop": "A fall counts as a clear change at {} points or more.",
    "carry_over_days": "A score speaks mostly of the time before a treatment for {} days after it.",
    "planned_induction_sessions": "An induction has {} treatments.",
    "visit_interval_days": "The next visit is planned for {} days after a treatment.",
    "visit_notice_days": "Patients are asked to book a planned visit {} days before it.",
    "frequent_sessions_max": "Unplanned boosters are looked at when there are more than {} "
    "in four weeks.",
    "shrinking_percent": "The effect counts as wearing off sooner when the newest of three times "
    "to return is at most {} percent of the oldest.",
    "contact_quiet_days": "The app is quiet for {} days after a contact with the clinic.",
    "soon_quiet_days": "A sharp rise or a severe score is quiet for {} days after a contact.",
    "escalation_rise": "The quiet time ends early at a rise of {} points or more.",
    "check_in_interval_days": "Patients are asked to check in every {} days.",
    "reminder_grace_days": "A check-in may be {} days late before a reminder.",
    "missed_contact_days": "The clinic would like to hear from a patient after {} days "
    "without a check-in.",
}
_NOW_OFF = "{} That is off now."
_WAS_OFF = "{} That was off."


def differences(old: Policy, new: Policy) -> list[str]:
    """What a change of policy means, a plain sentence for each parameter that differs."""
    return [_said(name, old[name], new[name]) for name in PARAMETERS if old[name] != new[name]]


def _said(name: str, old: int | None, new: int | None) -> str:
    sentence = SENTENCES[name]
    if new is None:
        return _NOW_OFF.format(sentence.format(old))
    if old is None:
        return _WAS_OFF.format(sentence.format(new))
    return sentence.format(f"{new} instead of {old}")
