"""Treatments and the courses that they are laid out in."""

PHASES = {
    "before-treatment": "Before treatment",
    "induction": "Induction",
    "settling": "Settling after treatment",
    "maintenance": "Maintenance",
}

TREATMENTS = {"induction": "Induction", "booster": "Booster"}

COURSE_DAYS = TREATMENTS | {"check-in": "Check-in"}

# Why a course ended, and what was not laid out of one.
ENDED = {
    "completed": "Completed",
    "changed-plan": "The plan has changed",
    "side-effects": "Side effects",
    "no-change": "No change seen",
    "patient-stopped": "The patient stopped",
    "moved-away": "Moved away or to another clinic",
    "mistake": "Laid out by mistake",
    "other": "Another reason",
}

SKIPPED = {
    "past": "in the past: not laid out",
    "given": "a treatment is on record: not laid out",
    "booked": "an appointment is noted on that day: it stays as it is",
}


def ended(kept: str) -> str:
    """Why a course ended, and the note on it."""
    code, _, note = kept.partition(": ")
    return ". ".join(filter(None, (ENDED.get(code, code), note)))
