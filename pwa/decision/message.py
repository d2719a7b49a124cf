"""An advice in plain words, with the numbers used.

`draft` leaves open what only the day itself knows (total, blanks, days since treatment, dates
counted from the check-in), so that one draft serves many days and totals of an action plan;
`fill` closes it.
"""

import re
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple

from pwa.decision.holds import CONTACT, NO_NEWS
from pwa.decision.reports import REPORTS
from pwa.decision.words import ENGLISH, Calendar, Words

# Far enough from a raised score to count as another, and soon whatever the clinic's rhythm is.
CHECK_AGAIN_DAYS = 7

if TYPE_CHECKING:
    from pwa.decision.advice import Advice


class Voice(NamedTuple):
    """Who speaks: the clinic's name, its country's emergency number and crisis help, and how."""

    clinic: str = "your clinic"
    emergency: str = "your local emergency number"
    crisis: str = "Call or text your local crisis line"
    words: Words = ENGLISH


class Message(NamedTuple):
    """A heading with one action, at most five short lines, and the reason with the numbers."""

    title: str
    lines: tuple[str, ...]
    reason: str


class OnTheDay(NamedTuple):
    """What a draft leaves open: the day, its total or blanks, and the last treatment (ordinals)."""

    on: int
    total: int | None = None
    blanks: int = 0
    treated_on: int | None = None


def draft(advice: "Advice", voice: Voice) -> Message:
    """The message of an advice, as far as it does not depend on the day."""
    words, gaps = voice.words, _gaps(advice, voice)
    topic = _topic(advice)
    title = words.titles[_title(advice, topic)]
    reason = words.reasons.get(_reason(advice, topic), "")
    lines = tuple(line.format_map(gaps) for line in words.lines[_wording(advice, topic)])
    return Message(title.format_map(gaps), lines, reason.format_map(gaps))


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


def _gaps(advice: "Advice", voice: Voice) -> dict[str, Any]:
    facts, words = advice.facts, voice.words
    policy, treated_on = facts["policy"], facts["treated_on"]
    oldest, middle = facts["earlier_returns"] or ("", "")
    own = facts["own_return"]
    return facts | {
        "clinic": voice.clinic,
        "emergency": voice.emergency,
        "crisis": voice.crisis,
        "level": _number(facts["level"]),
        "thing": _things(advice, words),
        "report_days": policy.report_window_days,
        "oldest_return": oldest,
        "middle_return": middle,
        "newest_return": "{since}" if own is None else own,
        "ago": words.ago[facts["days_since_treatment"]],
        "visit_on": _date(treated_on, policy.visit_interval_days, words),
        "contact_on": _date(facts["contact"], 0, words),
        "check_again_on": _check_again_on(facts, words),
        "total": "{total}",
        "blanks": "{blanks}",
    }


def check_again_day(advice: "Advice", on: int) -> int | None:
    """The day (ordinal) on which an advice of day `on` asks to check in again, if it does."""
    if advice.action != "check-again":
        return None
    settles = _settles_on(advice.facts)
    return on + CHECK_AGAIN_DAYS if settles is None else settles


def _settles_on(facts: dict[str, Any]) -> int | None:
    """Soon after a treatment: the first day on which a score speaks of the time since it."""
    if facts["about"] != "carry-over":
        return None
    day: int = facts["treated_on"] + facts["policy"].carry_over_days
    return day


def _check_again_on(facts: dict[str, Any], words: Words) -> str:
    settles = _settles_on(facts)
    return f"{{on+{CHECK_AGAIN_DAYS}}}" if settles is None else _date(settles, 0, words)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _things(advice: "Advice", words: Words) -> str:
    kinds = (REPORTS[kind] for kind in advice.facts["report_kinds"])
    things = [words.things[kind.kind] for kind in kinds if kind.rule == advice.headline]
    return reduce(lambda one, other: words.both.format(one=one, other=other), things or [""])


def _date(start: int | None, days: int | None, words: Words) -> str:
    return "" if start is None or days is None else written_date(start + days, words.calendar)


def written_date(day: int, calendar: Calendar) -> str:
    """A day (ordinal) as the language writes it: "Monday 4 May"."""
    on = date.fromordinal(day)
    weekday, month = calendar.weekdays[on.weekday()], calendar.months[on.month - 1]
    return calendar.pattern.format(weekday=weekday, day=on.day, month=month)


_OPEN = re.compile(r"\{(total|blanks|since|on\+(\d+))\}")


def fill(text: str, day: OnTheDay, calendar: Calendar) -> str:
    """Close what a draft left open; the phone does the same with the plan's calendar."""

    def value(gap: re.Match[str]) -> str:
        if gap[2]:
            return written_date(day.on + int(gap[2]), calendar)
        since = "" if day.treated_on is None else day.on - day.treated_on
        return str({"total": day.total, "blanks": day.blanks, "since": since}[gap[1]])

    return _OPEN.sub(value, text)


def message(advice: "Advice", voice: Voice, on: date, blanks: int = 0) -> Message:
    """The message of an advice for the day `on`, ready to show; `blanks` answers were left out."""
    facts = advice.facts
    day = OnTheDay(on.toordinal(), facts["total"], blanks, facts["treated_on"])
    title, lines, reason = draft(advice, voice)

    def close(text: str) -> str:
        return fill(text, day, voice.words.calendar)

    return Message(close(title), tuple(map(close, lines)), close(reason))
