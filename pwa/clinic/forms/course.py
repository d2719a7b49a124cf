"""Laying a protocol out for a patient, changing a day of it, and ending it."""

from collections.abc import Sequence
from datetime import date

from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from pwa.care.course import Day
from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import DayField, TidyField, choices, not_past, number_or_text, tidy
from pwa.clinic.show import day
from pwa.clinic.words import COURSE_DAYS, ENDED
from pwa.decision.protocol import Protocol
from pwa.decision.reader import read_date


class FollowForm(ClinicForm):
    starts_on = DayField("Day of the first treatment", [])
    rounds = StringField("How many rounds", filters=[tidy])
    every = StringField("Days from one round to the next", filters=[tidy])

    def begin(self, protocol: Protocol) -> None:
        """Nothing typed yet: the least of each range."""
        self.rounds.data = str(protocol.rounds_from)
        self.every.data = str(protocol.every_from)

    @property
    def numbers(self) -> tuple[object, object]:
        return number_or_text(self.rounds.data), number_or_text(self.every.data)


class DayForm(ClinicForm):
    """One more day."""

    on = DayField("Day", [not_past])
    what = SelectField("What", choices=choices(COURSE_DAYS))


class MoveForm(ClinicForm):
    """`day` is one of the course's: its date and what it is for."""

    day = SelectField("Which day")
    to = DayField("New day", [not_past])

    def offer(self, days: Sequence[Day]) -> None:
        self.day.choices = choices({written(one): _said(one) for one in days})


def written(one: Day) -> str:
    return f"{one.on.isoformat()} {one.what}"


def read_written(text: str) -> tuple[date, str] | None:
    """What `written` wrote: the date, and what it is for."""
    on, _, what = text.partition(" ")
    found = read_date(on)
    return (found, what) if found and what in COURSE_DAYS else None


def _said(one: Day) -> str:
    return f"{day(one.on)}: {COURSE_DAYS[one.what]}"


class EndForm(ClinicForm):
    reason = RadioField(
        "Why does it end?", choices=choices(ENDED), validators=[InputRequired("Choose why.")]
    )
    note = TidyField(
        "Note (optional)", validators=[Length(max=300, message="Keep it under 300 characters.")]
    )
