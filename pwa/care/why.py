"""Why a patient is on the list, for staff: a line with the numbers for every rule that fired."""

from datetime import date

from pwa.decision import REPORTS, Advice

_LINES = {
    "sharp-rise": "The score is {total}, up from {last_total}.",
    "severe-score": "The score is {total}.",
    "too-frequent": "{sessions} unplanned treatments in 4 weeks.",
    "shrinking-benefit": "Scores came back up sooner after each of the last three courses.",
    "no-clear-change": "The score is {total}, and was {reference} before this treatment.",
    "symptoms-back": "The score is {total}, the settled level {level}; {readings} in a row.",
    "staying-high": "The score is {total} and has stayed high.",
    "visit-due": "The last treatment was {days_since_treatment} days ago.",
    "missed-check-ins": "No full check-in for a while.",
}


def lines(advice: Advice, rule: str, on: date) -> list[str]:
    """A line for each rule that fired, the deciding one first; with its day when that matters."""
    others = [name for name in advice.fired if name != rule]
    found = [line for name in (rule, *others) if (line := _line(advice, name))]
    return [f"{on:%-d %b}: {found[0]}", *found[1:]] if found else []


def _line(advice: Advice, rule: str) -> str | None:
    facts = advice.facts
    if rule in _LINES:
        facts = facts | {"level": _plain(facts["level"])}
        return _LINES[rule].format(**facts)
    kinds = [REPORTS[kind] for kind in facts["report_kinds"]]
    things = [kind.thing for kind in kinds if kind.rule == rule]
    return f"Reported: {', '.join(things)}." if things else None


def _plain(level: float | None) -> str:
    return f"{level:g}" if level is not None else "unknown"
