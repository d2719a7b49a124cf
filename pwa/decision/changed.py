"""What has changed a plan besides the patient's own check-ins: a treatment, a limit, a contact.

A change is JSON-ready data that is kept with the plan; `say` puts it in one line when it is read.
"""

from datetime import date
from typing import Any

from pwa.decision.plan import Plan
from pwa.decision.summary import summary_of
from pwa.decision.words import Words
from pwa.decision.written import written_date

Change = dict[str, Any]


def by_treatment(before: str | None, now: str | None) -> Change | None:
    """The last treatments (ISO days) that two plans know of."""
    if now is None or now == before:
        return None
    return {"what": "treatment" if before is None or now > before else "record", "day": now}


def by_contact(before: str | None, now: str | None) -> Change | None:
    """The last contacts (ISO days) at the time of two plans."""
    return {"what": "contact", "day": now} if now and now != before else None


def by_limits(before: Plan, now: Plan, words: Words) -> Change | None:
    """Of two plans of one history, what other limits change in them, if anything."""
    if summary_of(before, words) == summary_of(now, words):
        return None
    old, new = _asks_at(before), _asks_at(now)
    if old is None or new is None or old == new:
        return {"what": "limits"}
    return {"what": "limit", "old": old, "new": new}


def _asks_at(plan: Plan) -> int | None:
    """The lowest score at which the plan's first day asks for a call."""
    rows = plan["periods"][0]["totals"]
    return next((row[0] for row in rows if plan["advice"][row[2]]["urgency"] != "none"), None)


def say(change: Change, words: Words) -> str:
    """The change in one line."""
    day = change.get("day")
    written = written_date(date.fromisoformat(day).toordinal(), words.calendar) if day else ""
    return words.titles[f"changed-{change['what']}"].format_map(change | {"day": written})
