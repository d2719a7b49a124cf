from wtforms import RadioField
from wtforms.validators import InputRequired

from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import choices
from pwa.clinic.words import INVITES


class InviteForm(ClinicForm):
    valid = RadioField(
        "How will they get it?",
        choices=choices(INVITES),
        validators=[InputRequired("Choose how the patient gets the invite.")],
    )
