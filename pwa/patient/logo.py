"""A clinic's logo, under a name that changes with it: a browser keeps it, also for offline."""

from flask import Response, abort

from pwa.care.house import logo as care
from pwa.patient.door import blueprint
from pwa.web.session import current_session


@blueprint.get("/logo/<clinic_id>/<digest>")
def logo(clinic_id: str, digest: str) -> Response:
    found = care.shown(current_session(writes=False), clinic_id)
    if found is None or found.digest != digest:
        abort(404)
    response = Response(found.body, content_type=found.media_type)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
