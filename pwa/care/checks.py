"""What may be written about clinics, staff and patients."""

import re
from typing import Any
from zoneinfo import available_timezones

from pwa.care import languages
from pwa.decision.questionnaire import HIGHEST_TOTAL
from pwa.errors import Fault, Invalid

PHONE = re.compile(r"[+0-9][0-9 ().\-/x]*")
LONGEST = {"name": 120, "phone": 40, "email": 200, "reference": 60}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


class Checks:
    """Collects faults, so that a form can name all of them at once."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, field: str, message: str) -> None:
        self.faults.append(Fault(field, message))

    def finish(self) -> None:
        if self.faults:
            raise Invalid(self.faults)

    def filled(self, field: str, value: str) -> None:
        if not value.strip():
            self.fault(field, "is required")

    def email(self, value: str) -> None:
        if not _EMAIL.fullmatch(value):
            self.fault("email", "must be an email address, such as name@example.org")

    def timezone(self, value: str) -> None:
        if value not in available_timezones():
            self.fault("timezone", "must be a time zone, such as Europe/Dublin")

    def patient_field(self, name: str, value: Any) -> None:
        if name in LONGEST and len(value) > LONGEST[name]:
            self.fault(name, f"must have at most {LONGEST[name]} characters")
        if name == "name":
            self.filled(name, value)
        elif name == "phone" and value.strip() and not PHONE.fullmatch(value.strip()):
            self.fault(name, "must be digits, such as +353 1 555 0142")
        elif name == "email" and value:
            self.email(value.strip())
        elif name == "timezone" and value is not None:
            self.timezone(value)
        elif name == "baseline" and value is not None:
            if type(value) is not int or not 0 <= value <= HIGHEST_TOTAL:
                self.fault(name, f"must be a whole number from 0 to {HIGHEST_TOTAL}")
        elif name == "language" and not languages.is_spoken(value):
            self.fault(name, f"must be one of {', '.join(languages.offered())}")
