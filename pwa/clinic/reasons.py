"""Why a patient is to be called: the patient's numbers, then the clinic's own line beside them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pwa.clinic.show import short_day
from pwa.clinic.words import RULES
from pwa.decision import REPORTS, Advice

NUMBERS = {
    "sharp-rise": "total {total}, up from {last_total}.",
    "severe-score": "total {total}.",
    "too-frequent": "{sessions} unplanned treatments in {policy.frequent_window_days} days.",
    "shrinking-benefit": "scores rose again {returns} days after the last three courses.",
    "no-clear-change": "total {total}, and {reference} before this treatment.",
    "symptoms-back": "total {total}, settled level {level}, {readings} raised in a row.",
    "staying-high": "total {total}, and high for weeks.",
    "visit-due": "{treated_days} days since the last treatment.",
    "missed-check-ins": "no full check-in for too long.",
}
LINES = {
    "sharp-rise": "a rise of {policy.sharp_rise} or more, to {policy.sharp_floor} or more",
    "severe-score": "{policy.severe_cutoff} or more",
    "too-frequent": "at most {policy.frequent_sessions_max}",
    "shrinking-benefit": "{policy.shrinking_percent} percent of the first",
    "no-clear-change": "a fall of {policy.reliable_drop} or more",
    "symptoms-back": "{policy.return_cutoff} or more, and {policy.return_rise} above that level",
    "staying-high": "{policy.staying_high_cutoff} or more for {policy.staying_high_span_days} days",
    "visit-due": "a visit every {policy.visit_interval_days} days",
    "missed-check-ins": "{policy.missed_contact_days} days",
}
# With blanks there is no total, and none is made up.
UNFINISHED = "not finished, and the answers given already reach it."


def reasons(advice: Advice, rule: str, on: date) -> list[str]:
    """Sentences for staff about the advice of a day: the deciding rule, then what else fired."""
    others = [RULES[other] for other in advice.fired if other != rule]
    also = [f"Also: {', '.join(others).lower()}."] if others else []
    return [f"{short_day(on)}: {_numbers(advice, rule, on)}", *_line(advice.facts, rule), *also]


def _numbers(advice: Advice, rule: str, on: date) -> str:
    facts = advice.facts
    if rule not in NUMBERS:
        things = [REPORTS[kind] for kind in facts["report_kinds"]]
        return f"reported {' and '.join(one.thing for one in things if one.rule == rule)}."
    if "{total}" in NUMBERS[rule] and facts["total"] is None:
        return UNFINISHED
    return NUMBERS[rule].format_map({**facts, **_derived(facts, on)})


def _derived(facts: Mapping[str, Any], on: date) -> dict[str, Any]:
    treated_days = on.toordinal() - facts["treated_on"] if facts["treated_on"] else None
    own = treated_days if facts["own_return"] is None else facts["own_return"]
    level = facts["level"]
    return {
        "treated_days": treated_days,
        "returns": ", ".join(map(str, (*(facts["earlier_returns"] or ()), own))),
        "level": "unknown" if level is None else f"{level:g}",
    }


def _line(facts: Mapping[str, Any], rule: str) -> list[str]:
    return [f"Your line: {LINES[rule].format_map(facts)}."] if rule in LINES else []
