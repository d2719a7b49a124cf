"""An advice in plain words, with the numbers used.

`draft` leaves open what only the day itself knows (total, blanks, days since treatment, dates
counted from the check-in), so that one draft serves many days and totals of an action plan;
`fill` closes it.
"""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pwa.decision.gaps import Voice, gaps
from pwa.decision.holds import CONTACT, NO_NEWS
from pwa.decision.written import OnTheDay, fill

if TYPE_CHECKING:
    from pwa.decision.advice import Advice


class Message(NamedTuple):
    """A heading with one action, at most five short lines, and the reason with the numbers."""

    title: str
    lines: tuple[str, ...]
    reason: str


def draft(advice: "Advice", voice: Voice) -> Message:
    """The message of an advice, as far as it does not depend on the day."""
    words, known = voice.words, gaps(advice, voice)
    topic = _topic(advice)
    title = words.titles[_title(advice, topic)]
    reason = words.reasons.get(_reason(advice, topic), "")
    lines = tuple(line.format_map(known) for line in words.lines[_wording(advice, topic)])
    return Message(title.format_map(known), lines, reason.format_map(known))


def _topic(advice: "Advice") -> str:
    """What the message is about: the headline, or why there is none."""
    if advice.headline:
        return advice.headline
    if advice.action == "check-again":
        about: str = advice.facts["about"]
        return about
    if CONTACT in advice.held.values():
        return "after-contact"
    if NO_NEWS in advice.held.values():
        return "still-high"
    if advice.held or not advice.facts["checked_in"]:
        return "noted"
    return "same" if advice.facts["has_previous"] else "first"


def _title(advice: "Advice", topic: str) -> str:
    if advice.action in ("check-again", "reminder"):
        return advice.action
    if topic in ("help-now", "emergency-symptom", "missed-check-ins", "unfinished"):
        return topic
    if advice.action == "none" and not advice.facts["checked_in"]:
        return "no-check-in"
    return advice.urgency


def _wording(advice: "Advice", topic: str) -> str:
    if topic != "symptoms-back":
        return topic
    speed = "-fast" if advice.facts["readings"] < 2 else ""  # "your last 1"
    return topic + speed + ("+booster" if advice.may_mention_booster else "")


def _reason(advice: "Advice", topic: str) -> str:
    if advice.action == "reminder":
        return "reminder"
    facts = advice.facts
    if topic in ("sharp-rise", "severe-score") and facts["checked_in"] and facts["total"] is None:
        return "blanks"
    return topic


def message(advice: "Advice", voice: Voice, on: date, blanks: int = 0) -> Message:
    """The message of an advice for the day `on`, ready to show; `blanks` answers were left out."""
    facts = advice.facts
    day = OnTheDay(on.toordinal(), facts["total"], blanks, facts["treated_on"])
    title, lines, reason = draft(advice, voice)

    def close(text: str) -> str:
        return fill(text, day, voice.words.calendar)

    return Message(close(title), tuple(map(close, lines)), close(reason))
