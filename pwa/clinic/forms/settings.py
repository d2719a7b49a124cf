"""The clinic's settings as a form. Ranges and reasons are the rhythm's: it judges them."""

from typing import Any

from flask import g
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Length

from pwa.care import between, languages
from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import number_or_text, tidy
from pwa.decision.rhythm import PARAMETERS, Rhythm
from pwa.store.tables import Clinic


class SettingsForm(ClinicForm):
    shows_plan = BooleanField("Patients see their plan in the app")

    @property
    def rhythm(self) -> dict[str, Any]:
        """Each part as typed: a number where it is one."""
        return {name: number_or_text(self[name].data) for name in PARAMETERS}

    @property
    def between(self) -> dict[str, str]:
        return {code: self[f"between_{code}"].data or "" for code in self.codes}

    @property
    def codes(self) -> tuple[str, ...]:
        """The languages that the clinic offers."""
        return languages.of_clinic(g.clinic.languages)

    def fill(self, clinic: Clinic, rhythm: Rhythm) -> None:
        self.shows_plan.data = clinic.shows_plan
        for name, days in rhythm._asdict().items():
            self[name].data = str(days)
        for code in self.codes:
            self[f"between_{code}"].data = (clinic.between_treatments or {}).get(code, "")


def settings_form() -> SettingsForm:
    """The form with a field for each part of the rhythm and for each language on offer."""
    too_long = f"Keep it under {between.LONGEST} characters."
    words = {
        f"between_{code}": TextAreaField(
            languages.of(code).name, [Length(max=between.LONGEST, message=too_long)], filters=[tidy]
        )
        for code in languages.of_clinic(g.clinic.languages)
    }
    days = {
        name: StringField(parameter.meaning, filters=[tidy])
        for name, parameter in PARAMETERS.items()
    }
    made: SettingsForm = type("WholeForm", (SettingsForm,), days | words)()
    return made
