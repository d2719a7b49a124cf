from wtforms import BooleanField, SelectField

from pwa.care.reminders.wishes import House
from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import choices

HOURS = {str(hour): f"{hour:02}:00" for hour in range(24)}


class RemindersForm(ClinicForm):
    email = BooleanField("Send an email where no notification reaches a patient")
    quiet_from = SelectField("Nothing arrives from", choices=choices(HOURS))
    quiet_to = SelectField("until", choices=choices(HOURS))

    def fill(self, house: House) -> None:
        self.email.data = house.email
        self.quiet_from.data, self.quiet_to.data = map(str, house.quiet)
