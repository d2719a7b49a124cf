from typing import Any

from wtforms import Field
from wtforms.validators import ValidationError

from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import TidyField


class ErasureForm(ClinicForm):
    name = TidyField("Type the patient’s name to confirm")

    def __init__(self, expected: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.expected = expected

    def validate_name(self, field: Field) -> None:
        if (field.data or "").casefold() != self.expected.casefold():
            raise ValidationError("That is not the patient’s name. Nothing was deleted.")
