"""What a second person says of a draft, and from when on it holds."""

from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import DayField, choices, clinic_today, not_past, tidy

VERDICTS = {
    "agree": "I agree: it may be published",
    "back": "Send it back to its author",
}
FARTHEST_DAYS = 366


class ReviewForm(ClinicForm):
    verdict = RadioField(
        "What do you say?",
        choices=choices(VERDICTS),
        validators=[InputRequired("Choose what you say of the draft.")],
    )
    note = TextAreaField(
        "Note",
        [Length(max=500, message="Keep the note under 500 characters.")],
        filters=[tidy],
    )

    def validate_note(self, field: TextAreaField) -> None:
        if self.verdict.data == "back" and not field.data:
            raise ValidationError("Say what the author should look at.")


def not_far(_form: ClinicForm, field: DayField) -> None:
    if field.data and (field.data - clinic_today()).days > FARTHEST_DAYS:
        raise ValidationError("The date is more than a year ahead. Enter an earlier day.")


class PublishForm(ClinicForm):
    on = DayField("In force from", validators=[not_past, not_far])


class RollBackForm(ClinicForm):
    why = TextAreaField(
        "Why are you going back?",
        [
            DataRequired("Say why: whoever reads this version later needs to know."),
            Length(max=500, message="Keep the reason under 500 characters."),
        ],
        filters=[tidy],
    )
