"""What was done about a case, on the audit trail."""

from pwa.clinic import trail
from pwa.store.tables import CaseEvent

NAMES = {
    "taken": "case.taken",
    "released": "case.released",
    "note": "case.noted",
    "snoozed": "case.put-off",
    "woken": "case.woken",
    "closed": "case.closed",
    "reopened": "case.reopened",
}


def note(made: CaseEvent) -> None:
    """The event, without the words that somebody typed."""
    trail.note(NAMES[made.kind], made.patient_id, case=made.request_id, code=made.code)
