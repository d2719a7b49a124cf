from typing import Any

from wtforms import StringField
from wtforms.validators import Optional, Regexp

from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import tidy


class BaselineForm(ClinicForm):
    baseline = StringField(
        "Score before the first treatment",
        [
            Optional(),
            Regexp(r"^(1?\d|2[01])$", message="Enter a whole number from 0 to 21, or nothing."),
        ],
        filters=[tidy],
    )

    @property
    def score(self) -> Any:
        return int(self.baseline.data) if self.baseline.data else None
