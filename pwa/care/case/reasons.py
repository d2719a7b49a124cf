"""Why a patient is to be called: the patient's numbers, and the clinic's limit beside them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from pwa.care.case.words import RULES
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


class Reason(NamedTuple):
    """`says` is a sentence with the numbers. `line` is the clinic's limit, "" where none decides.

    `also` names what else fired.
    """

    says: str
    line: str
    also: list[str]


def reason(advice: Advice, rule: str, on: date) -> Reason:
    """The reason of the deciding rule, for an advice of that day."""
    line = LINES[rule].format_map(advice.facts) if rule in LINES else ""
    also = [RULES[other] for other in advice.fired if other != rule]
    return Reason(f"{short_day(on)}: {_numbers(advice, rule, on)}", line, also)


def short_day(on: date) -> str:
    return f"{on.day} {on:%b}"


def level_of(facts: Mapping[str, Any]) -> str:
    """The settled level as it is written."""
    level = facts["level"]
    return "unknown" if level is None else f"{level:g}"


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
    return {
        "treated_days": treated_days,
        "returns": ", ".join(map(str, (*(facts["earlier_returns"] or ()), own))),
        "level": level_of(facts),
    }
