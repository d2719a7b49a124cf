"""What staff read about cases, by code."""

from datetime import timedelta

from pwa.care.case.codes import OVERRIDES  # noqa: F401  the templates ask
from pwa.care.case.words import ACCEPT, CLOSE_REASONS, RULES, STAGES  # noqa: F401  the templates ask
from pwa.clinic import words

SNOOZE_REASONS = {
    "call-agreed": "A time for a call is agreed",
    "tried-today": "Tried enough for today",
    "patient-away": "The patient is away",
    "visit-soon": "They come in soon anyway",
    "colleague-asked": "Waiting for a colleague’s word",
}

ANSWERED = {
    "contact": "Someone spoke with the patient",
    "treatment": "A treatment answered it",
    "check-in": "A later check-in asked no more",
}

STEPS = {
    "opened": "Opened",
    "called": "Called",
    "taken": "Taken on",
    "released": "Handed back",
    "note": "Note",
    "snoozed": "Put off",
    "woken": "Back on the list",
    "escalated": "Nobody had acted in time",
    "closed": "Closed without a call",
    "reopened": "Opened again",
    "answered": "Answered",
}

# What somebody answered where they were shown the request: in their record system.
ELSEWHERE = {
    "accepted": f"“{ACCEPT}”, in the record system",
    "overridden": "Set aside in the record system",
} | {code: f"Set aside in the record system: {why}" for code, why in CLOSE_REASONS.items()}

DONE = {"taken": "You are on it", "snoozed": "Put off", "closed": "Closed"}


def length(time: timedelta) -> str:
    """A length of time in its largest unit, such as "35 minutes" or "2.5 days"."""
    minutes = time / timedelta(minutes=1)
    if minutes < 90:
        return _counted(round(minutes), "minute")
    if minutes < 36 * 60:
        return _counted(round(minutes / 60, 1), "hour")
    return _counted(round(minutes / 60 / 24, 1), "day")


def _counted(number: float, unit: str) -> str:
    return f"{number:g} {unit}" if number == 1 else f"{number:g} {unit}s"


def about(kind: str, code: str | None) -> str:
    """What a step was about, where its code says more than its kind."""
    known = {
        "opened": RULES,
        "called": {code: one.label for code, one in words.OUTCOMES.items()},
        "answered": ANSWERED,
        "closed": CLOSE_REASONS,
        "snoozed": SNOOZE_REASONS,
        "note": ELSEWHERE,
        "woken": {"more-urgent": "it became more urgent"},
    }
    return known.get(kind, {}).get(code or "", "")
