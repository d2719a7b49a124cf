"""Why a patient is to be called, in a sentence with the numbers and the clinic's own line."""

from collections.abc import Mapping
from typing import Any

from pwa.clinic.words import RULES
from pwa.decision import REPORTS, Advice

SENTENCES = {
    "sharp-rise": "Total {total}, {last_total} the time before. Your line: a rise of "
    "{policy.sharp_rise} or more, to {policy.sharp_floor} or more.",
    "severe-score": "Total {total}. Your line: {policy.severe_cutoff} or more.",
    "too-frequent": "{sessions} unplanned treatments in {policy.frequent_window_days} days. "
    "Your line: no more than {policy.frequent_sessions_max}.",
    "shrinking-benefit": "Scores rose again {returns} days after the last three courses. "
    "Your line: {policy.shrinking_percent} percent of the first.",
    "no-clear-change": "Total {total}, {reference} before this treatment. "
    "Your line: a fall of {policy.reliable_drop} or more.",
    "symptoms-back": "Total {total}, settled level {level}. Your line: {policy.return_cutoff} or "
    "more, and {policy.return_rise} or more above that level.",
    "staying-high": "Total {total}. Your line: {policy.staying_high_cutoff} or more for "
    "{policy.staying_high_span_days} days.",
    "visit-due": "{days_since_treatment} days since the last treatment. "
    "Your plan: a visit every {policy.visit_interval_days} days.",
    "missed-check-ins": "Your line: {policy.missed_contact_days} days without a full check-in.",
}


def reasons(advice: Advice, rule: str) -> list[str]:
    """The sentence of the rule that decided, then what else fired."""
    others = [RULES[other] for other in advice.fired if other != rule]
    also = [f"Also: {', '.join(others).lower()}."] if others else []
    return [_sentence(rule, advice.facts), *also]


def _sentence(rule: str, facts: Mapping[str, Any]) -> str:
    if rule not in SENTENCES:
        return f"Reported: {'; '.join(_reported(rule, facts))}."
    # With blanks there is no total, and none is made up.
    total = "not finished" if facts["total"] is None else facts["total"]
    level = "none yet" if facts["level"] is None else f"{facts['level']:g}"
    newest = facts["days_since_treatment"] if facts["own_return"] is None else facts["own_return"]
    returns = ", ".join(map(str, (*(facts["earlier_returns"] or ()), newest)))
    gaps = {**facts, "total": total, "level": level, "returns": returns}
    return SENTENCES[rule].format_map(gaps)


def _reported(rule: str, facts: Mapping[str, Any]) -> list[str]:
    return [REPORTS[kind].thing for kind in facts["report_kinds"] if REPORTS[kind].rule == rule]
