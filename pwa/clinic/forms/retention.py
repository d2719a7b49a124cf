"""How long a clinic keeps whom it has archived."""

from wtforms import SelectField

from pwa.care.retention import YEARS
from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import choices

_NAMED = {"": "For good"} | {str(n): f"{n} years" if n > 1 else "1 year" for n in YEARS}


class RetentionForm(ClinicForm):
    keep_years = SelectField("Keep archived patients", choices=choices(_NAMED))

    @property
    def years(self) -> int | None:
        return int(self.keep_years.data) if self.keep_years.data else None
