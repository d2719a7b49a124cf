from collections.abc import Iterable
from typing import Any

from flask import Response, abort, current_app, g, render_template, request
from flask.typing import ResponseReturnValue

from pwa.care import audit as care
from pwa.care import directory
from pwa.care.audit import export, look
from pwa.care.audit.events import EVENTS
from pwa.clinic import reads, trail
from pwa.clinic.guard import clinic
from pwa.clinic.permissions import may
from pwa.clinic.step_up import fresh
from pwa.store.tables import AuditEvent
from pwa.web.asked import whole
from pwa.web.session import current_session, writing_session

TYPES = {"csv": "text/csv; charset=utf-8", "ndjson": "application/x-ndjson"}
LONGEST_CHECK = 50_000  # links; a longer chain is for the shell


@clinic.route("/audit", methods=["GET", "POST"])
def audit() -> ResponseReturnValue:
    s, asked = current_session(), {name: _asked(name) for name in ("who", "what", "patient")}
    wanted = look.Wanted(asked["who"] or None, asked["what"] or None, _about(asked["patient"]))
    page = look.page(s, g.clinic_id, wanted, request.values.get("before", type=whole))
    head = care.head(s, g.clinic_id)
    return render_template(
        "clinic/audit.html",
        page=page,
        asked=asked,
        filtered=any(asked.values()),
        events=sorted(EVENTS),
        head=head,
        checked=_check(head) if "check" in request.args else None,
        names=reads.names(s, g.clinic_id),
        patient_names=_patient_names(page.events) if may("patients") else {},
        formats=export.FORMATS,
    )


@clinic.get("/audit/file")
@fresh
def audit_file() -> ResponseReturnValue:
    form = request.args.get("format", "ndjson")
    if form not in TYPES:
        abort(404)
    last = care.head(current_session(), g.clinic_id).seq
    s = writing_session()
    trail.note("audit.exported", None, format=form, last=last)
    s.commit()
    response = Response(_written(form), content_type=TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="audit-trail.{form}"'
    return response


def _written(form: str) -> Iterable[str]:
    database, clinic_id = current_app.extensions["db"], g.clinic_id

    def written() -> Iterable[str]:
        # Its own session: the request's is closed when the first line leaves.
        with database.session(writes=False, clinic_id=clinic_id) as reader:
            yield from export.lines(care.links(reader, clinic_id), form)

    return written()


def _asked(name: str) -> str:
    # It may be a patient's name, which belongs into no address.
    return request.form.get(name, "")[:100].strip()


def _about(words: str) -> list[str] | None:
    """Whom the words may mean: an id as it is, and a name where names may be seen."""
    if not words:
        return None
    found = reads.patients(current_session(), g.clinic_id, words).rows if may("patients") else []
    return [words, *(patient.id for patient in found)]


def _patient_names(events: Iterable[AuditEvent]) -> dict[str, str]:
    ids = {event.subject_id for event in events if event.subject_id}
    return directory.names(current_session(), g.clinic_id, ids)


def _check(head: care.Head) -> Any:
    if head.seq > LONGEST_CHECK:
        return "too-long"
    database, clinic_id = current_app.extensions["db"], g.clinic_id
    with database.session(writes=False, clinic_id=clinic_id) as reader:
        return care.verify(reader, clinic_id)
