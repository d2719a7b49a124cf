"""The first steps of a new clinic, for whoever may take them."""

from typing import NamedTuple

from flask import g

from pwa.care import first_hour as care
from pwa.clinic.permissions import may
from pwa.web.session import current_session


class Step(NamedTuple):
    """A step, the page where it is taken, and whether that was done."""

    name: str
    about: str
    endpoint: str
    done: bool


_STEPS = {
    "details": (
        "Check your clinic’s details",
        "Phone, opening hours and the crisis numbers that patients see.",
        "clinic_details",
    ),
    "thresholds": (
        "Look at the thresholds",
        "At which scores the app asks a patient to call you. The defaults are in force.",
        "thresholds",
    ),
    "patient": ("Add your first patient", "A name and a phone number are enough.", "new_patient"),
    "invite": (
        "Pair a patient’s phone",
        "Open a patient’s page and choose Invite: a link, or a code to type.",
        "patients",
    ),
    "colleague": (
        "Invite a colleague",
        "A second person can review thresholds, and let you in when you lose your passkey.",
        "staff",
    ),
    "passkey": (
        "Protect your account with a passkey",
        "It keeps your patients’ data safer than a password does.",
        "account",
    ),
}


def first_hour() -> list[Step]:
    """The steps, while some are left; none for who may not set the clinic up."""
    done = care.steps(current_session(), g.clinic, g.staff) if may("settings") else None
    if done is None:
        return []
    return [Step(*what, done=done[key]) for key, what in _STEPS.items()]
