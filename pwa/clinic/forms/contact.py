from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import choices, tidy
from pwa.clinic.words import OUTCOMES


class ContactForm(ClinicForm):
    outcome = RadioField(
        "What happened?",
        choices=choices({code: outcome.label for code, outcome in OUTCOMES.items()}),
        validators=[InputRequired("Choose what happened.")],
    )
    note = TextAreaField(
        "Note (optional)",
        [Length(max=1000, message="Keep the note under 1,000 characters.")],
        filters=[tidy],
    )
