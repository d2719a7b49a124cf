from wtforms import BooleanField, RadioField
from wtforms.validators import InputRequired

from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import DayField, choices, not_ahead, not_ancient
from pwa.clinic.words import TREATMENTS


class TreatmentForm(ClinicForm):
    on = DayField("Day of the treatment", [not_ahead, not_ancient])
    kind = RadioField(
        "Kind",
        choices=choices(TREATMENTS),
        validators=[InputRequired("Choose induction or booster.")],
    )
    planned = BooleanField("Planned by the clinic as part of a course")
