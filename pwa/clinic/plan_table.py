"""The plan that the patient's phone has, as a table for people: by period, what it would say."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

_GAPS = {"total": "the total", "blanks": "the number of", "since": "the number of"}
_GAP = re.compile(r"\{(total|blanks|since|on\+(\d+))\}")


class Line(NamedTuple):
    """For which check-ins, and what the phone shows."""

    for_what: str
    urgency: str
    title: str


class Period(NamedTuple):
    first: date
    last: date
    lines: list[Line]


def plan_table(plan: Mapping[str, Any]) -> list[Period]:
    start, table = date.fromisoformat(plan["from"]), list[Period]()
    for period in plan["periods"]:
        first, last = (start + timedelta(days=period[end]) for end in ("from", "to"))
        lines = _lines(period, plan["advice"])
        if table and table[-1].lines == lines:
            table[-1] = table[-1]._replace(last=last)
        else:
            table.append(Period(first, last, lines))
    return table


def _lines(period: Mapping[str, Any], advice: Sequence[Mapping[str, Any]]) -> list[Line]:
    rows = [("No check-in", period["none"])]
    rows += [(_span(*row[:2]), row[2]) for row in _joined(period["totals"], advice)]
    rows += [
        (f"Not finished, answers add up to {_span(*row[:2])}", row[2])
        for row in _joined(period["floors"], advice)
    ]
    return [
        Line(what, advice[number]["urgency"], _in_general(advice[number]["title"]))
        for what, number in rows
    ]


def _joined(rows: Sequence[Sequence[int]], advice: Sequence[Mapping[str, Any]]) -> list[list[int]]:
    """Neighbouring rows that show the same words, as one."""
    joined: list[list[int]] = []
    for low, high, number, *_ in rows:
        if joined and _look(advice, joined[-1][2]) == _look(advice, number):
            joined[-1][1] = high
        else:
            joined.append([low, high, number])
    return joined


def _look(advice: Sequence[Mapping[str, Any]], number: int) -> tuple[str, str]:
    return advice[number]["urgency"], advice[number]["title"]


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


def _in_general(title: str) -> str:
    """The title with words in place of what only the day itself knows."""
    return _GAP.sub(lambda gap: f"a day {gap[2]} days later" if gap[2] else _GAPS[gap[1]], title)
