"""Whom to call next, who has gone quiet, and what waits in quarantine."""

from pwa.care.worklist.calls import Page, Row, page, put_off, to_call
from pwa.care.worklist.kept import quarantined
from pwa.care.worklist.silent import Quiet, not_heard_from

__all__ = [
    "Page",
    "Quiet",
    "Row",
    "not_heard_from",
    "page",
    "put_off",
    "quarantined",
    "to_call",
]
