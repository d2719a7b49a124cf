"""Looking a day and a total up in an action plan, as the phone does."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from pwa.decision.plan import Plan
from pwa.decision.questionnaire import HIGHEST_FLOOR, HIGHEST_TOTAL
from pwa.decision.words import Calendar
from pwa.decision.written import OnTheDay, fill


def look_up(
    plan: Plan, on: date, total: int | None = None, floor: int | None = None, blanks: int = 0
) -> dict[str, Any] | None:
    """What the phone would say on a day, at a total, a floor (unfinished) or neither (no check-in).

    None past the plan's last day: then the phone shows the clinic's number and asks to connect.
    """
    entry = entry_at(plan, on, total, floor)
    return None if entry is None else _filled(plan, entry, on, total, blanks)


def entry_at(
    plan: Plan, on: date, total: int | None = None, floor: int | None = None
) -> dict[str, Any] | None:
    """The plan's own line for a day and an answer, its sentences still open."""
    ahead = (on - date.fromisoformat(plan["from"])).days
    period = next((p for p in plan["periods"] if p["from"] <= ahead <= p["to"]), None)
    if period is None:
        return None
    if total is not None:
        number = _row_at(period["totals"], total)
    else:
        number = period["none"] if floor is None else _row_at(period["floors"], floor)
    entry: dict[str, Any] = plan["advice"][number]
    return entry


def _row_at(rows: list[list[int]], points: int) -> int:
    return next(row[2] for row in rows if row[0] <= points <= row[1])


def _filled(
    plan: Plan, entry: dict[str, Any], on: date, total: int | None, blanks: int
) -> dict[str, Any]:
    last = plan["last_treatment"]
    treated_on = date.fromisoformat(last).toordinal() if last else None
    day = OnTheDay(on.toordinal(), total, blanks, treated_on)
    calendar = Calendar(**plan["calendar"])

    def close(text: str) -> str:
        return fill(text, day, calendar)

    return entry | {
        "title": close(entry["title"]),
        "message": [close(line) for line in entry["message"]],
        "reason": close(entry["reason"]),
    }


def unfolded(plan: Plan) -> Iterable[dict[str, Any]]:
    """The whole table, for auditors: a line for each day and possibility, as the phone has it."""
    start = date.fromisoformat(plan["from"]).toordinal()
    possibilities = [
        (None, None),
        *((total, None) for total in range(HIGHEST_TOTAL + 1)),
        *((None, floor) for floor in range(HIGHEST_FLOOR + 1)),
    ]
    for day in range(start, start + plan["days"] + 1):
        on = date.fromordinal(day)
        for total, floor in possibilities:
            line = look_up(plan, on, total, floor)
            yield {"on": on.isoformat(), "total": total, "floor": floor} | (line or {})
