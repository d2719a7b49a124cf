"""The thresholds as a form. Ranges and reasons are the policy's: it judges, we only carry."""

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import number_or_text, tidy
from pwa.decision import PARAMETERS, Policy


class ThresholdsForm(ClinicForm):
    why = TextAreaField(
        "Why are you changing this?",
        [
            DataRequired("Say why: whoever reads this version later needs to know."),
            Length(max=500, message="Keep the reason under 500 characters."),
        ],
        filters=[tidy],
    )
    preset = HiddenField()
    based_on = HiddenField()

    @property
    def typed(self) -> dict[str, int | str | None]:
        """Each parameter as typed: a number where it is one, None where it was left empty."""
        return {name: number_or_text(self[name].data) for name in PARAMETERS}

    def is_based_on(self, number: int) -> bool:
        """Whether it was filled by the version in force; else it says so, and is from now on."""
        if self.based_on.data == str(number):
            return True
        self.based_on.data = str(number)
        self.form_errors.append(
            f"Version {number} was published in the meantime. Compare with it, then try again."
        )
        return False

    def fill(self, policy: Policy) -> None:
        for name in PARAMETERS:
            self[name].data = "" if policy[name] is None else str(policy[name])


for _name, _parameter in PARAMETERS.items():
    setattr(ThresholdsForm, _name, StringField(_parameter.meaning, filters=[tidy]))
