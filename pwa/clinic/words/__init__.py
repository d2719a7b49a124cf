"""What staff read: short names for what the rules and the tables call by codes."""

from pwa.care.case.words import RULES
from pwa.clinic.words.advice import ACTIONS, HELD, TRIGGERS, URGENCIES, message_name, subject
from pwa.clinic.words.contacts import OUTCOMES, Outcome
from pwa.clinic.words.people import ACTORS, SIGN_INS, event
from pwa.clinic.words.received import (
    INVITES,
    KEEPS,
    LISTS,
    RESOLUTIONS,
    SOURCES,
    kept_because,
    resolution,
)
from pwa.clinic.words.thresholds import DRAFTS, LIMIT_NAMES, PRESETS, PRICES, Price, source
from pwa.clinic.words.treatments import COURSE_DAYS, ENDED, PHASES, SKIPPED, TREATMENTS, ended

__all__ = [
    "ACTIONS",
    "ACTORS",
    "COURSE_DAYS",
    "DRAFTS",
    "ENDED",
    "HELD",
    "INVITES",
    "KEEPS",
    "LIMIT_NAMES",
    "LISTS",
    "OUTCOMES",
    "PHASES",
    "PRESETS",
    "PRICES",
    "RESOLUTIONS",
    "RULES",
    "SIGN_INS",
    "SKIPPED",
    "SOURCES",
    "TREATMENTS",
    "TRIGGERS",
    "URGENCIES",
    "Outcome",
    "Price",
    "ended",
    "event",
    "kept_because",
    "message_name",
    "resolution",
    "source",
    "subject",
]
