from datetime import datetime

from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from pwa.care import clock
from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import choices, tidy
from pwa.clinic.words import OUTCOMES


class ContactForm(ClinicForm):
    outcome = RadioField(
        "What happened?",
        choices=choices({code: outcome.label for code, outcome in OUTCOMES.items()}),
        validators=[InputRequired("Choose what happened.")],
    )
    # When the page was opened: who reached the patient since then was quicker.
    seen = HiddenField(default=lambda: clock.now().isoformat())
    note = TextAreaField(
        "Note (optional)",
        [Length(max=1000, message="Keep the note under 1,000 characters.")],
        filters=[tidy],
    )

    @property
    def seen_at(self) -> datetime | None:
        try:
            at = datetime.fromisoformat(self.seen.data or "")
        except ValueError:
            return None
        return at if at.tzinfo else None

    def look_again(self) -> None:
        """What was refused may be sent again, in the knowledge of what it said."""
        self.seen.data = clock.now().isoformat()
