"""The numbers of a protocol as fields; their ranges are the protocol's: it judges them."""

from typing import Any

from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, InputRequired

from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import TidyField, choices, number_or_text, tidy
from pwa.clinic.words import TREATMENTS
from pwa.decision.protocol import PARAMETERS


class ProtocolForm(ClinicForm):
    name = TidyField("Name", validators=[DataRequired("Enter a name, such as Monthly boosters.")])
    kind = RadioField(
        "Kind of treatment",
        choices=choices(TREATMENTS),
        validators=[InputRequired("Choose induction or booster.")],
    )

    @property
    def typed(self) -> dict[str, Any]:
        """Each number as typed: a number where it is one."""
        return {name: number_or_text(self[name].data) for name in PARAMETERS} | {
            "kind": self.kind.data
        }


def protocol_form(**values: Any) -> ProtocolForm:
    """The form with a field for each number; `values` are what it begins with."""
    numbers = {
        name: StringField(parameter.meaning, filters=[tidy])
        for name, parameter in PARAMETERS.items()
    }
    made: ProtocolForm = type("WholeForm", (ProtocolForm,), numbers)(**values)
    return made
