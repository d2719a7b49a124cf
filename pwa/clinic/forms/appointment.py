from datetime import timedelta

from wtforms import Field, Form
from wtforms.validators import ValidationError

from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import DayField, clinic_today, not_past


def within_two_years(_form: Form, field: Field) -> None:
    if field.data and field.data > clinic_today() + timedelta(days=730):
        raise ValidationError("The date is more than two years ahead. Enter an earlier one.")


class AppointmentForm(ClinicForm):
    on = DayField("Day of the appointment", [not_past, within_two_years])
