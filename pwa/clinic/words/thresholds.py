"""Thresholds, and drafts of them."""

from typing import NamedTuple

from pwa.decision import PARAMETERS

PRESETS = {
    "balanced": "Balanced: the defaults",
    "sensitive": "Sensitive: one raised check-in is enough",
    "quiet": "Quiet: only clear and larger rises",
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

DRAFTS = {
    "draft": "Not reviewed yet",
    "sent-back": "Sent back to its author",
    "reviewed": "Reviewed, not published yet",
    "scheduled": "Waits for its day",
    "published": "Published",
    "withdrawn": "Withdrawn",
}

LIMIT_NAMES = {name: name.replace("_", " ").capitalize() for name in PARAMETERS}


def source(given: str) -> str:
    """Where a number comes from; a choice is said to be one."""
    _, was_chosen, rest = given.rpartition("choice")
    return f"a design judgement, no study{rest}" if was_chosen else given
