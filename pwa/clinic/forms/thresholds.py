"""The thresholds as a form. Ranges and reasons are the policy's: it judges, we only carry."""

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import number_or_text, tidy
from pwa.decision import PARAMETERS, Policy


class ThresholdsForm(ClinicForm):
    why = TextAreaField(
        "Why are you changing this?",
        [
            InputRequired("Say why: whoever reads this version later needs to know."),
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

    def fill(self, policy: Policy) -> None:
        for name in PARAMETERS:
            self[name].data = "" if policy[name] is None else str(policy[name])


for _name, _parameter in PARAMETERS.items():
    setattr(ThresholdsForm, _name, StringField(_parameter.meaning, filters=[tidy]))
