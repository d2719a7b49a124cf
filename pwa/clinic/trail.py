"""What staff look at and do, on the clinic's audit trail.

A page that looked a patient up is a look at that patient: `find.own_patient` says so, and no view
needs to. It is written when the page is ready, so that nobody waits for the lock while it is made.
What staff do is written by the view, in the transaction of what is done.
"""

from typing import Any

from flask import Response, g, request

from pwa.care import audit
from pwa.clinic import permissions
from pwa.web.session import current_session, writing_session

# Pages behind one of these, which looked up nobody in particular, list patients.
_LISTING = ("patients", "cases")
# Whom somebody looks for is posted, and shown all the same.
_SEARCHES = ("clinic.patients",)
# These show nobody.
_EMPTY = ("new-patient", "import-list", "sample-patients", "sample-check-ins")


def note(name: str, subject_id: str | None, **details: Any) -> None:
    """An event of who is signed in, in the request's transaction. The view commits."""
    audit.record(current_session(), g.actor, name, subject_id, **details)


def seen(patient_id: str) -> None:
    """This page shows a patient."""
    g.setdefault("seen", {})[patient_id] = True


def write_looks(response: Response) -> Response:
    """Put on record whom a page has shown; without a record it is not shown."""
    shows = request.method == "GET" or request.endpoint in _SEARCHES
    looks = _looks() if shows and response.status_code == 200 else []
    if looks:
        s = writing_session()
        for name, patient_id in looks:
            audit.record(s, g.actor, name, patient_id, page=_page())
        s.commit()
    return response


def _looks() -> list[tuple[str, str | None]]:
    if "seen" in g:
        return [("patient.viewed", patient_id) for patient_id in g.seen]
    if request.endpoint == "clinic.thresholds":
        return [("thresholds.viewed", g.clinic_id)]
    listed = permissions.permission_of(request.endpoint) in _LISTING
    return [("patients.listed", None)] if listed and _page() not in _EMPTY else []


def _page() -> str:
    return (request.endpoint or "").rpartition(".")[2].replace("_", "-")
