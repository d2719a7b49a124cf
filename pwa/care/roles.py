"""What each role may do. One table: doors ask `may`, and show `ROLES` to whoever gives a role."""

from typing import NamedTuple

# What anybody may do who is signed in: look after one's own account.
OWN_ACCOUNT = "own account"

PERMISSIONS = {
    "patients": "see patients, change their details, and import and export them",
    "cases": "work through the call list, note contacts",
    "appointments": "book visits and lay out a course",
    "invites": "pair phones and end a pairing",
    "treatments": "record and correct treatments and baselines",
    "erase": "delete everything about a patient",
    "see thresholds": "see thresholds, their versions and figures without names",
    "draft thresholds": "draft other thresholds",
    "review thresholds": "review, publish and roll back thresholds",
    "protocols": "change the clinic’s usual courses",
    "settings": "change the clinic’s settings",
    "people": "invite staff, change roles",
    "audit": "read and export the audit trail",
    "service": "see whether reminders and keys work, without patients",
}


class Role(NamedTuple):
    """A role's name, what it is for in a line, and its permissions."""

    name: str
    about: str
    may: frozenset[str]


_DESK = {"patients", "cases", "appointments", "invites"}
ROLES = {
    "clinician": Role(
        "Clinician",
        "Treats patients, and decides about thresholds.",
        frozenset(
            {*_DESK, "treatments", "erase", "protocols"}
            | {"see thresholds", "draft thresholds", "review thresholds"}
        ),
    ),
    "coordinator": Role(
        "Coordinator",
        "Calls patients, books visits and pairs phones. Sees thresholds, doesn’t change them.",
        frozenset({*_DESK, "see thresholds"}),
    ),
    "administrator": Role(
        "Administrator", "Everything in the clinic, staff too.", frozenset(PERMISSIONS)
    ),
    "auditor": Role(
        "Auditor",
        "Thresholds, figures and the audit trail, without anything about a patient.",
        frozenset({"see thresholds", "audit"}),
    ),
    "operator": Role(
        "Operator",
        "Whether the service works, without anything about a patient.",
        frozenset({"service"}),
    ),
}


def may(role: str, permission: str) -> bool:
    """Whether a role has a permission. A role that is not known has none, its own account apart."""
    return permission == OWN_ACCOUNT or (role in ROLES and permission in ROLES[role].may)
