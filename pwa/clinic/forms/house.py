"""The forms of the clinic's own. What may be written is judged below, and shown at its field."""

from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Length
from wtforms.widgets import CheckboxInput, ListWidget

from pwa.care import languages
from pwa.care.house import details, wording
from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import TidyField, choices, tidy
from pwa.store.tables import Clinic

_FIELDS = ("name", "phone", "country", "timezone", *details.COUNTRY_NUMBERS)


class DetailsForm(ClinicForm):
    name = TidyField("Name", validators=[Length(max=120, message="Keep it under 120 characters.")])
    phone = TidyField("Phone", validators=[Length(max=40, message="Keep it under 40 characters.")])
    country = TidyField("Country")
    emergency_number = TidyField("Emergency number", validators=[Length(max=20)])
    crisis_line = TidyField("Crisis line’s number (optional)", validators=[Length(max=40)])
    crisis_words = TidyField("Crisis line’s name (optional)", validators=[Length(max=80)])
    timezone = TidyField("Time zone")

    @property
    def hours(self) -> dict[str, str] | None:
        """The opening hours by language, where something is written."""
        typed = {f.short_name.removeprefix("hours_"): f.data for f in self if _is_hours(f)}
        return {code: text for code, text in typed.items() if text} or None

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, by the names of the clinic's columns."""
        typed = {name: self[name].data or "" for name in _FIELDS}
        numbers = {name: typed[name] or None for name in details.COUNTRY_NUMBERS}
        typed["country"] = typed["country"].upper()
        return typed | numbers | {"opening_hours": self.hours}


def _is_hours(field: Any) -> bool:
    return bool(field.short_name.startswith("hours_"))


def details_form(clinic: Clinic) -> DetailsForm:
    """The form with a field for the opening hours in each language."""
    codes = languages.of_clinic(clinic.languages)
    hours = {f"hours_{code}": TidyField(languages.of(code).name) for code in codes}
    now = {name: getattr(clinic, name) or "" for name in _FIELDS}
    now |= {f"hours_{code}": (clinic.opening_hours or {}).get(code, "") for code in codes}
    made: DetailsForm = type("WholeForm", (DetailsForm,), hours)(data=now)
    return made


class ColourForm(ClinicForm):
    colour = StringField("Colour (optional)", filters=[lambda text: tidy(text).lower()])

    @property
    def chosen(self) -> str | None:
        return self.colour.data or None


class LogoForm(ClinicForm):
    logo = FileField("Logo", [FileRequired("Choose a picture first.")])


class LanguagesForm(ClinicForm):
    languages = SelectMultipleField(
        "Languages that patients may choose from",
        choices=lambda: choices({code: languages.of(code).name for code in languages.offered()}),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    @property
    def chosen(self) -> list[str] | None:
        """The codes; None for all of them, so that a language that is new is offered, too."""
        picked = [code for code in languages.offered() if code in (self.languages.data or [])]
        return None if len(picked) == len(languages.offered()) else picked


class WordingForm(ClinicForm):
    @property
    def texts(self) -> dict[str, str]:
        return {f.short_name: f.data or "" for f in self if isinstance(f, TextAreaField)}


def wording_form(clinic: Clinic, key: str) -> WordingForm:
    """The form with a text for each language that the clinic offers."""
    codes = languages.of_clinic(clinic.languages)
    texts = {code: TextAreaField(languages.of(code).name, filters=[tidy]) for code in codes}
    now = {code: "\n".join(wording.ours(clinic, code, key)) for code in codes}
    made: WordingForm = type("WholeForm", (WordingForm,), texts)(data=now)
    return made
