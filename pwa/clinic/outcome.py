"""The measures of change in words, each with what it takes."""

from typing import NamedTuple

from pwa.decision.outcome import Measure, Outcome

NAMES = {
    "response": "Response",
    "remission": "Remission",
    "reliable-change": "Reliable change",
    "important-change": "Smallest important change",
    "responded": "Responded, as the rules see it",
}

TAKES = {
    "response": "a total of at most {}",
    "remission": "a total of at most {}",
    "reliable-change": "{} points or more from the baseline, up or down",
    "important-change": "at least {} points below the baseline",
}


class Told(NamedTuple):
    name: str
    result: str
    takes: str
    source: str


def measures(outcome: Outcome | None) -> list[Told]:
    """Each measure with its result and its limit in words; none before the first treatment."""
    if outcome is None:
        return []
    return [
        Told(NAMES[one.name], _result(one, outcome), _takes(one, outcome), one.source)
        for one in outcome.measures
    ]


def _result(one: Measure, outcome: Outcome) -> str:
    if one.holds is None:
        return "not known"
    if one.name == "reliable-change" and one.holds:
        return "yes, better" if (outcome.change or 0) < 0 else "yes, worse"
    return "yes" if one.holds else "no"


def _takes(one: Measure, outcome: Outcome) -> str:
    if one.name == "responded":
        level = "none yet" if outcome.level is None else f"{outcome.level:g}"
        return f"a settled level that is low enough, or low beside the baseline: {level}"
    return "a baseline" if one.limit is None else TAKES[one.name].format(f"{one.limit:g}")
