"""The action plan in a few lines: what is asked at which score, and until when.

Compiled from the plan itself and from nothing else, so that the two cannot contradict each other:
the same table, folded by what is asked instead of by every word. `periods` fold the days on which
each total asks the same; `silent` has the days on which no check-in would itself ask for something.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from pwa.decision.holds import CONTACT
from pwa.decision.words import Words

Summary = dict[str, Any]
_LATER = re.compile(r"\{on\+(\d+)\}")


class Saying(NamedTuple):
    """What is asked, in one sentence; `urgency` and `action` are those of the plan's advice."""

    urgency: str
    action: str
    text: str


def summary_of(plan: Mapping[str, Any], words: Words) -> Summary:
    """The summary as JSON-ready data; the numbers in its rows stand for the lines of `says`."""
    said: dict[Saying, int] = {}
    told = [_saying(entry, words) for entry in plan["advice"]]

    def number(saying: Saying) -> int:
        return said.setdefault(saying, len(said))

    periods = [
        {"from": first, "to": last, "totals": [[low, high, number(s)] for low, high, s in totals]}
        for first, last, totals in _joined(
            (p["from"], p["to"], _totals(p["totals"], told)) for p in plan["periods"]
        )
    ]
    silent = [
        [first, last, number(saying)]
        for first, last, saying in _joined(
            (p["from"], p["to"], told[p["none"]]) for p in plan["periods"]
        )
        if (saying.urgency, saying.action) != ("none", "none")
    ]
    return {
        "from": plan["from"],
        "periods": periods,
        "silent": silent,
        "says": [saying._asdict() for saying in said],
    }


def _saying(entry: Mapping[str, Any], words: Words) -> Saying:
    return Saying(entry["urgency"], entry["action"], _text(entry, words))


def _text(entry: Mapping[str, Any], words: Words) -> str:
    title: str = entry["title"]
    if later := _LATER.search(title):
        return words.titles["plan-check-again"].format(days=later[1])
    if entry["urgency"] != "none" or entry["action"] != "none":
        return title
    agreed = CONTACT in entry["held_because"].values()
    return words.titles["plan-after-contact" if agreed else "plan-none"]


def _totals(rows: Iterable[list[int]], told: list[Saying]) -> tuple[tuple[int, int, Saying], ...]:
    return tuple(_joined((low, high, told[number]) for low, high, number, *_ in rows))


def _joined(spans: Iterable[tuple[int, int, Any]]) -> list[tuple[int, int, Any]]:
    """Neighbours that say the same, as one."""
    groups = (list(group) for _, group in groupby(spans, key=lambda span: span[2]))
    return [(group[0][0], group[-1][1], group[0][2]) for group in groups]
