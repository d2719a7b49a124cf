"""What several forms share: text that is tidied, and days that are whole."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import g
from wtforms import DateField, Field, Form, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, ValidationError

from pwa.care import clock
from pwa.care.treatment import FIRST_YEAR


def choices(named: Mapping[str, str]) -> list[Any]:
    """What a person can choose: words by code."""
    return [SelectChoice(value=code, label=label) for code, label in named.items()]


def tidy(text: str | None) -> str:
    return (text or "").strip()


def number_or_text(text: str | None) -> Any:
    """What was typed as a number, where it is one; None where nothing was."""
    if not text:
        return None
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 9 else text


class TidyField(StringField):
    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, filters=[tidy], **kwargs)


class DayField(DateField):
    """A day; what is no day is said in words instead of being dropped."""

    def __init__(self, label: str, validators: list[Any], **kwargs: Any) -> None:
        super().__init__(label, [InputRequired("Enter a date."), *validators], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist and valuelist[0]:  # spaces are something, and no day
            try:
                self.data = date.fromisoformat(valuelist[0].strip())
            except ValueError:
                self.data = None
                raise ValueError("Enter a real date, such as 2026-03-27.") from None


def clinic_today() -> date:
    return clock.today(g.clinic.timezone)


def not_ahead(_form: Form, field: Field) -> None:
    if field.data and field.data > clinic_today():
        raise ValidationError("The date is in the future. Enter today or a day before it.")


def not_past(_form: Form, field: Field) -> None:
    if field.data and field.data < clinic_today():
        raise ValidationError("The date is in the past. Enter today or a later day.")


def not_ancient(_form: Form, field: Field) -> None:
    if field.data and field.data.year < FIRST_YEAR:
        raise ValidationError(f"The year looks wrong. Enter a year after {FIRST_YEAR}.")
