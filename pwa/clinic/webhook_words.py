"""What staff read about webhooks, by code."""

from pwa.care import webhooks
from pwa.store.tables import WebhookDelivery

EVENTS = {
    "contact.requested": "A patient is asked to call, or more urgently than before",
    "contact.closed": "A request to call is answered or closed",
    "check-in.received": "A check-in is received",
    "policy.published": "Thresholds are put into force",
}
ALL = EVENTS | {webhooks.TEST: "A test"}

STATES = {
    "waiting": "Waits",
    "sending": "Is being sent",
    "sent": "Arrived",
    "failed": "Given up",
}

ERRORS = {
    "refused": "The system refused it",
    "no-answer": "No answer came",
    "unreachable": "The system could not be reached",
    "inside": "The address leads into a private network",
    "ended": "Nothing is sent there any more",
}

ENDED = {
    "staff": "You ended it",
    "gone": "The system answered that it does not want them any more",
    "failing": "Nothing arrived for days",
}


def answer(row: WebhookDelivery) -> str:
    """What came back from the last attempt."""
    said = ERRORS.get(row.error, "")
    if row.status is None:
        return said
    return f"{said}: {row.status}" if said else str(row.status)
