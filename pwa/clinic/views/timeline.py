from typing import Any

from flask import g, make_response, render_template, request
from flask.typing import ResponseReturnValue

from pwa.care import timeline
from pwa.care.spreadsheet import MEDIA_TYPE
from pwa.care.timeline import Cursor
from pwa.clinic import reads, trail
from pwa.clinic.find import own_patient
from pwa.clinic.guard import clinic
from pwa.clinic.step_up import fresh
from pwa.clinic.timeline import KINDS, as_csv, lines
from pwa.store.tables import Patient
from pwa.web.session import current_session, writing_session

SHOWN_FIRST = 12


@clinic.get("/patients/<patient_id>/timeline")
def patient_timeline(patient_id: str) -> ResponseReturnValue:
    row = own_patient(patient_id)
    before = Cursor.read(request.args.get("before", ""))
    return render_template(
        "clinic/timeline.html", patient=row, before=before, **newest(row, _kinds(), before)
    )


@clinic.get("/patients/<patient_id>/timeline.csv")
@fresh
def timeline_file(patient_id: str) -> ResponseReturnValue:
    row, zone = own_patient(patient_id), g.clinic.timezone
    s = current_session()
    told = lines(timeline.everything(s, row, zone, _kinds()), reads.names(s, g.clinic_id))
    response = make_response(as_csv(told, zone))
    response.headers["Content-Type"] = MEDIA_TYPE
    response.headers["Content-Disposition"] = 'attachment; filename="timeline.csv"'
    writing_session()
    trail.note("timeline.exported", patient_id)
    current_session().commit()
    return response


def newest(
    patient: Patient, kinds: set[str], before: Cursor | None = None, size: int = timeline.PAGE
) -> dict[str, Any]:
    """What the lines of a timeline are drawn from."""
    s = current_session()
    page = timeline.page(s, patient, g.clinic.timezone, kinds, before, size)
    names = reads.names(s, g.clinic_id)
    return {
        "names": names,
        "lines": list(lines(page.entries, names)),
        "older": page.before,
        "kinds": kinds,
        "kind_names": KINDS,
    }


def _kinds() -> set[str]:
    return set(request.args.getlist("kind")) & set(KINDS)
