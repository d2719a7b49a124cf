from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import choices, tidy
from pwa.clinic.words import RESOLUTIONS


class KeptForm(ClinicForm):
    resolution = RadioField(
        "What did you do with it?",
        choices=choices(RESOLUTIONS),
        validators=[InputRequired("Choose what you did with it.")],
    )
    note = TextAreaField(
        "Note (optional)",
        [Length(max=500, message="Keep the note under 500 characters.")],
        filters=[tidy],
    )
