"""How long each course of a patient's has lasted, as a phone keeps it."""

from datetime import date
from typing import Any

from pwa.decision import Policy, Timeline
from pwa.decision.cycles import Cycle, cycles_of, lasted


def of(timeline: Timeline, limits: Policy, today: date) -> dict[str, Any]:
    """Every course, the oldest first, and the usual time with its range when that may be said."""
    found = cycles_of(timeline, limits, today.toordinal())
    usual = lasted(found)
    return {"courses": [_course(one) for one in found], "lasted": usual and usual._asdict()}


def _course(cycle: Cycle) -> dict[str, Any]:
    """Without its scores: the phone has them, and what it has not sent yet as well."""
    return {
        "kind": cycle.kind,
        "sessions": cycle.sessions,
        "last": date.fromordinal(cycle.last).isoformat(),
        "returned_after": cycle.returned_after,
        "ended_after": cycle.ended_after,
    }
