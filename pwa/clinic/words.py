"""What staff read: short names for what the rules and the tables call by codes."""

from typing import NamedTuple

from pwa.care.case.words import RULES
from pwa.decision import PARAMETERS

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

PHASES = {
    "before-treatment": "Before treatment",
    "induction": "Induction",
    "settling": "Settling after treatment",
    "maintenance": "Maintenance",
}

TREATMENTS = {"induction": "Induction", "booster": "Booster"}

# Who acts on the audit trail, other than by name.
ACTORS = {
    "patient": "A patient",
    "cli": "The command line",
    "client": "A record system",
    "system": "The system itself",
}

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

LISTS = {"patients": "Patients", "check-ins": "Past GAD-7 scores"}

SOURCES = {
    "staff": "recorded here",
    "patient": "said by the patient",
    "import": "imported",
    "cli": "entered from the command line",
    "client": "from a record system",
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

CLOSED_BY = {
    "contact": "a contact",
    "treatment": "a treatment",
    "check-in": "a later check-in",
    "staff": "staff, with a reason",
}


class Outcome(NamedTuple):
    label: str
    short: str
    closes: bool


OUTCOMES = {
    "reached": Outcome("I reached them", "reached", closes=True),
    "patient-called": Outcome("They called us", "they called", closes=True),
    "no-answer": Outcome("No answer", "no answer", closes=False),
    "message-left": Outcome("Left a message", "message left", closes=False),
    "wrong-number": Outcome("Wrong number", "wrong number", closes=False),
}

INVITES = {
    "clinic": "Here in the clinic: works for 15 minutes",
    "message": "By letter or message: works for 72 hours",
}

RESOLUTIONS = {
    "asked": "Asked the patient to check in again",
    "known": "Its content is known: nothing more to do",
    "not-real": "It was no real check-in",
}

PRESETS = {
    "balanced": "Balanced: the defaults",
    "sensitive": "Sensitive: one raised check-in is enough",
    "quiet": "Quiet: only clear and larger rises",
}

DRAFTS = {
    "draft": "Not reviewed yet",
    "sent-back": "Sent back to its author",
    "reviewed": "Reviewed, not published yet",
    "scheduled": "Waits for its day",
    "published": "Published",
    "withdrawn": "Withdrawn",
}

LIMIT_NAMES = {name: name.replace("_", " ").capitalize() for name in PARAMETERS}

HELD = {
    "carry-over": "too soon after a treatment to compare",
    "already-severe-before-treatment": "it was as high before this treatment",
    "appointment-booked": "an appointment is booked",
    "other-concern-first": "another concern comes first",
    "after-contact": "quiet after a contact",
}


class Price(NamedTuple):
    """What a preset costs in the policy's simulation."""

    flagged: str
    days: int


PRICES = {
    "sensitive": Price("48 %", 12),
    "balanced": Price("11 %", 19),
    "quiet": Price("0.4 %", 26),
}

KEEPS = {
    None: "",
    "persistent": "Its browser has promised to keep what waits.",
    "best-effort": "Its browser may delete what waits.",
    "online-only": "It keeps nothing: it works only while connected.",
}


def source(given: str) -> str:
    """Where a number comes from; a choice is said to be one."""
    _, was_chosen, rest = given.rpartition("choice")
    return f"a design judgement, no study{rest}" if was_chosen else given


def ended(kept: str) -> str:
    """Why a course ended, and the note on it."""
    code, _, note = kept.partition(": ")
    return ". ".join(filter(None, (ENDED.get(code, code), note)))


def resolution(kept: str) -> str:
    """What was done with a kept item, and the note on it."""
    code, _, note = kept.partition(": ")
    return ". ".join(filter(None, (RESOLUTIONS.get(code, code), note)))


def subject(headline: str | None, action: str) -> str:
    """What an advice is about, in a few words; nothing where it asks for nothing."""
    if headline and action != "reminder":
        return RULES[headline]
    return "" if action == "none" else ACTIONS[action]


def kept_because(reason: str) -> str:
    """Why an item was kept, beginning with what became of it."""
    kind, _, why = reason.partition(": ")
    begins = {
        "invalid": "Not stored as a check-in.",
        "conflict": "Not stored:",
        "note": "Stored, but it",
    }
    return f"{begins[kind]} {why}" if kind in begins else reason


def event(name: str) -> str:
    """An event's name as words: "treatment.recorded" is "Treatment recorded"."""
    return name.replace(".", " ").replace("-", " ").capitalize()


SIGN_INS = {
    "password": "Password",
    "totp": "Password and app",
    "recovery": "Password and recovery code",
    "passkey": "Passkey",
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


def message_name(key: str) -> str:
    """What a message is about, by its key among the words."""
    about, _, more = key.partition("+")
    named = _MESSAGES.get(about) or RULES[about]
    return f"{named}, where a booster may be named" if more else named
