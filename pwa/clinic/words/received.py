"""What came from elsewhere: from phones, from lists, and what was kept of it."""

SOURCES = {
    "staff": "recorded here",
    "patient": "said by the patient",
    "import": "imported",
    "cli": "entered from the command line",
    "client": "from a record system",
}

LISTS = {"patients": "Patients", "check-ins": "Past GAD-7 scores"}

INVITES = {
    "clinic": "Here in the clinic: works for 15 minutes",
    "message": "By letter or message: works for 72 hours",
}

KEEPS = {
    None: "",
    "persistent": "Its browser has promised to keep what waits.",
    "best-effort": "Its browser may delete what waits.",
    "online-only": "It keeps nothing: it works only while connected.",
}

RESOLUTIONS = {
    "asked": "Asked the patient to check in again",
    "known": "Its content is known: nothing more to do",
    "not-real": "It was no real check-in",
}


def resolution(kept: str) -> str:
    """What was done with a kept item, and the note on it."""
    code, _, note = kept.partition(": ")
    return ". ".join(filter(None, (RESOLUTIONS.get(code, code), note)))


def kept_because(reason: str) -> str:
    """Why an item was kept, beginning with what became of it."""
    kind, _, why = reason.partition(": ")
    begins = {
        "invalid": "Not stored as a check-in.",
        "conflict": "Not stored:",
        "note": "Stored, but it",
    }
    return f"{begins[kind]} {why}" if kind in begins else reason
