"""The plan on one sheet of paper, in the patient's language: it works with no phone at all."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from pwa.care import crisis, languages, shown_plan
from pwa.decision.questionnaire import HIGHEST_TOTAL
from pwa.decision.words import Calendar
from pwa.decision.written import written_date
from pwa.languages import Language
from pwa.store.tables import Clinic, Patient


class Line(NamedTuple):
    """For which scores or days, how it looks, and what is asked."""

    label: str
    tone: str
    text: str


class Span(NamedTuple):
    days: str
    lines: list[Line]


class Number(NamedTuple):
    label: str
    number: str


class Sheet(NamedTuple):
    """All that is on the sheet, but for the texts that are the same for everyone."""

    made: str
    spans: list[Span]
    silent: list[Line]
    numbers: list[Number]


def sheet_of(patient: Patient, clinic: Clinic, plan: Mapping[str, Any]) -> Sheet:
    summary, language = shown_plan.of(patient, clinic, dict(plan)), languages.of(patient.language)
    writer = _Writer(language, crisis.voice_of(clinic, language.code).words.calendar, summary)
    return Sheet(
        writer.day(0),
        [
            Span(writer.days(p["from"], p["to"]), writer.lines(p["totals"]))
            for p in summary["periods"]
        ],
        [
            writer.line(writer.days(first, last), number)
            for first, last, number in summary["silent"]
        ],
        _numbers(clinic, language),
    )


class _Writer:
    """Writes days and scores as the phone does."""

    def __init__(self, language: Language, calendar: Calendar, summary: Mapping[str, Any]) -> None:
        self.language, self.says = language, summary["says"]
        # Without the weekday, as the phone does where space is short.
        short = re.sub(r"\{weekday\}[^{]*", "", calendar.pattern)
        self.calendar = calendar._replace(pattern=short)
        self.start = date.fromisoformat(summary["from"])

    def day(self, ahead: int) -> str:
        return written_date((self.start + timedelta(days=ahead)).toordinal(), self.calendar)

    def days(self, first: int, last: int) -> str:
        say = self.language.say
        if first == 0:
            return say("Today") if last == 0 else say("Now to {day}", day=self.day(last))
        if first == last:
            return self.day(first)
        return say("{first} to {last}", first=self.day(first), last=self.day(last))

    def lines(self, totals: Sequence[Sequence[int]]) -> list[Line]:
        """The highest scores first."""
        rows = [self.line(self.range(low, high), number) for low, high, number in totals]
        return rows[::-1]

    def line(self, label: str, number: int) -> Line:
        saying = self.says[number]
        again = saying["urgency"] == "none" and saying["action"] == "check-again"
        return Line(label, "again" if again else saying["urgency"], saying["text"])

    def range(self, low: int, high: int) -> str:
        say = self.language.say
        if low == 0:
            any_score = high == HIGHEST_TOTAL
            return say("Any score") if any_score else say("Below {score}", score=high + 1)
        if high == HIGHEST_TOTAL:
            return say("{score} or more", score=low)
        return str(low) if low == high else say("{low} to {high}", low=low, high=high)


def _numbers(clinic: Clinic, language: Language) -> list[Number]:
    """The clinic's, the emergency number, and each crisis line, to be read and not tapped."""
    found = crisis.help_for(clinic.country, clinic).in_words(language)
    numbers = [Number(clinic.name, clinic.phone)]
    if found.emergency:
        numbers.append(Number(language.say("If you are in danger"), found.emergency))
    for line in found.lines:
        number = line.number
        if line.kind == "text":
            says = "text {words} to {number}" if line.words else "text {number}"
            number = language.say(says, words=line.words, number=number)
        elif line.words:
            number = f"{number}, {line.words}"
        numbers.append(Number(line.label, number))
    return numbers
