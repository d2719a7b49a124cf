"""What an advice asks for and is about."""

from pwa.care.case.words import RULES

URGENCIES = {
    "urgent": "Urgent: now",
    "soon": "Soon: 1–2 days",
    "routine": "Routine: this week",
    "none": "Nothing asked",
}

ACTIONS = {
    "crisis-help": "Crisis help",
    "emergency-help": "Emergency help",
    "contact-clinic": "Contact the clinic",
    "finish-questions": "Finish the questions",
    "check-again": "Check in again",
    "reminder": "A reminder to check in",
    "none": "Nothing asked",
}

HELD = {
    "carry-over": "too soon after a treatment to compare",
    "already-severe-before-treatment": "it was as high before this treatment",
    "appointment-booked": "an appointment is booked",
    "other-concern-first": "another concern comes first",
    "after-contact": "quiet after a contact",
}

TRIGGERS = {
    "check-in": "a check-in",
    "treatment": "a treatment",
    "contact": "a contact",
    "appointment": "an appointment",
    "report": "a report",
    "policy": "new thresholds",
    "baseline": "a baseline entry",
    "late-check-in": "a check-in that came late",
    "import": "scores that were imported",
    "treatment-removed": "a treatment was removed",
    "plan": "a day without a check-in",
}

# What a message is about where no rule says it.
_MESSAGES = {
    "after-contact": "After a contact",
    "check-again": "Check in again, to be sure",
    "carry-over": "Check in again, soon after a treatment",
    "same": "About the same as before",
    "first": "The first score",
    "still-high": "As high as before the treatment",
    "noted": "Nothing asked",
    "treated": "A treatment told of on the phone",
    "symptoms-back-fast": "Scores have gone up fast",
}


def subject(headline: str | None, action: str) -> str:
    """What an advice is about, in a few words; nothing where it asks for nothing."""
    if headline and action != "reminder":
        return RULES[headline]
    return "" if action == "none" else ACTIONS[action]


def message_name(key: str) -> str:
    """What a message is about, by its key among the words."""
    about, _, more = key.partition("+")
    named = _MESSAGES.get(about) or RULES[about]
    return f"{named}, where a booster may be named" if more else named
