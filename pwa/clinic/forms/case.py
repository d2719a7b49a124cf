from wtforms import DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length, Optional

from pwa.care.case.codes import LONGEST_NOTE
from pwa.care.case.words import CLOSE_REASONS
from pwa.clinic.case_words import SNOOZE_REASONS
from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import DayField, choices, tidy

_SHORT_ENOUGH = Length(max=LONGEST_NOTE, message="Keep the note under 1,000 characters.")


class NoteForm(ClinicForm):
    note = TextAreaField(
        "Note for whoever takes over",
        [InputRequired("Write a note."), _SHORT_ENOUGH],
        filters=[tidy],
    )


class SnoozeForm(ClinicForm):
    reason = RadioField(
        "Why can it wait?",
        choices=choices(SNOOZE_REASONS),
        validators=[InputRequired("Choose why it can wait.")],
    )
    until = DayField("Until", [])


class CloseForm(ClinicForm):
    reason = RadioField(
        "Why is no call needed?",
        choices=choices(CLOSE_REASONS),
        validators=[InputRequired("Choose a reason.")],
    )
    note = TextAreaField("Note (optional)", [_SHORT_ENOUGH], filters=[tidy])


_SNOOZE, _CLOSE = choices(SNOOZE_REASONS), choices(CLOSE_REASONS)


class SeveralForm(ClinicForm):
    """What is to be done with the rows that were chosen: the button that was pressed says what."""

    act = HiddenField(validators=[AnyOf(("take", "snooze", "close"), "Choose what to do.")])
    snooze_reason = SelectField("Why it can wait", choices=_SNOOZE, validate_choice=False)
    until = DateField("Put off until", [Optional()])
    close_reason = SelectField("Why no call is needed", choices=_CLOSE, validate_choice=False)


class BudgetForm(ClinicForm):
    requests_a_week = StringField("Requests a week that your staff can take", filters=[tidy])
