"""Which system is told, and of what."""

from wtforms import SelectMultipleField
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from pwa.care.webhooks.address import LONGEST
from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import TidyField, choices
from pwa.clinic.webhook_words import EVENTS


class EventsForm(ClinicForm):
    events = SelectMultipleField(
        "Tell it when",
        choices=choices(EVENTS),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


class WebhookForm(EventsForm):
    url = TidyField(
        "Address",
        validators=[DataRequired("Enter the address that the other system has given you.")],
        render_kw={"maxlength": LONGEST},
    )
