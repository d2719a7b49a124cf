"""What the settings page leads to. A line is shown to whoever may open what it leads to."""

from collections.abc import Iterator
from typing import NamedTuple

from flask import current_app

from pwa.clinic.permissions import may_open


class Line(NamedTuple):
    endpoint: str
    name: str
    about: str


GROUPS = {
    "The clinic": (
        Line("clinic_details", "Details", "Name, phone, opening hours, country and time zone."),
        Line("look", "Colour and logo", "How the app looks to your patients."),
        Line("clinic_languages", "Languages", "Which ones patients may choose from."),
        Line("messages", "Words of the messages", "Say some things in your own words."),
        Line("check_in_settings", "Check-ins and the plan", "How often, and what patients see."),
        Line("reminders", "Reminders", "When they are sent, and whom they don’t reach."),
    ),
    "Care": (
        Line("thresholds", "Thresholds", "At which scores a patient is asked to call."),
        Line("drafts", "Drafts of the thresholds", "What is tried out, and waits for a review."),
        Line("versions", "Versions of the thresholds", "What was in force when, and why."),
        Line("protocols", "Protocols", "Your usual courses of treatment."),
        Line("cases", "Requests and what became of them", "By rule: who was called when."),
    ),
    "People and records": (
        Line("staff", "People", "Staff, their roles and invitations."),
        Line("audit", "Audit trail", "Who saw or changed what."),
        Line("retention", "How long records are kept", "When archived patients are erased."),
        Line("record_systems", "Record systems", "Which other systems may read or write here."),
        Line("webhooks", "Webhooks", "Which other systems are told what happens."),
        Line("import_list", "Import", "Patients and past scores from a list."),
        Line("service", "The service", "Whether the background jobs run."),
        Line("account", "Your own account", "Passkeys, password, where you are signed in."),
    ),
}


def groups() -> Iterator[tuple[str, list[Line]]]:
    """The groups and their lines, for who is signed in."""
    for title, lines in GROUPS.items():
        shown = [line for line in lines if _is_there(f"clinic.{line.endpoint}")]
        if shown:
            yield title, shown


def _is_there(endpoint: str) -> bool:
    return endpoint in current_app.view_functions and may_open(endpoint)
