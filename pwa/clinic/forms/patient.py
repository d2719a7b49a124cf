from functools import cache
from typing import Any
from zoneinfo import available_timezones

from flask import g
from wtforms import Field, Form, SelectField
from wtforms.validators import DataRequired, Length, Optional, Regexp, ValidationError

from pwa.care import languages
from pwa.care.checks import LONGEST, PHONE
from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import TidyField, choices
from pwa.languages import ENGLISH


@cache
def zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _languages() -> list[Any]:
    codes = languages.of_clinic(g.clinic.languages)
    return choices({code: languages.of(code).name for code in codes})


def known_zone(_form: Form, field: Field) -> None:
    if field.data and field.data not in zones():
        raise ValidationError(
            "That time zone is not known. Enter one such as Europe/Dublin, or leave it empty."
        )


def _short(field: str, called: str = "") -> Length:
    most = LONGEST[field]
    return Length(max=most, message=f"Keep the {called or field} under {most} characters.")


class PatientForm(ClinicForm):
    name = TidyField(
        "Name",
        validators=[
            DataRequired("Enter the patient's name."),
            _short("name"),
        ],
    )
    phone = TidyField(
        "Phone",
        validators=[
            DataRequired("Enter a phone number: the call list is made of them."),
            _short("phone", "phone number"),
            Regexp(f"^{PHONE.pattern}$", message="Enter digits, such as +353 1 555 0142."),
        ],
    )
    email = TidyField(
        "Email (optional)",
        validators=[
            Optional(),
            _short("email"),
            Regexp(r"^[^@\s]+@[^@\s]+$", message="Enter an address such as name@example.org."),
        ],
    )
    reference = TidyField(
        "Your reference (optional)",
        validators=[_short("reference")],
    )
    language = SelectField("Language of the app", choices=_languages, default=ENGLISH.code)
    timezone = TidyField("Time zone (optional)", validators=[known_zone])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Who reads in a language that the clinic no longer offers keeps it.
        now = getattr(kwargs.get("obj"), "language", None)
        if now and now not in languages.of_clinic(g.clinic.languages):
            others: list[Any] = list(self.language.choices or [])
            self.language.choices = [*others, *choices({now: languages.of(now).name})]
