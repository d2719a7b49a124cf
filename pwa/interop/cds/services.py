"""Discovery: which services there are. It says the same to everybody whom a clinic has let in."""

from flask import Response, abort, g, jsonify

from pwa.interop import doors
from pwa.interop.cds import door  # noqa: F401  who may come in

SERVICE = "booster-check-patient-view"
SERVICES = "/<client_id>/cds-services"
DESCRIBED = {
    "hook": "patient-view",
    "id": SERVICE,
    "title": "Booster Check: does the clinic wish to hear from this patient?",
    "description": (
        "A card when the clinic’s own limits ask for a contact with the patient whose chart is "
        "open, with the scores and the limits behind it. No card when nothing is asked, which "
        "does not mean that all is well. It proposes no treatment."
    ),
    "prefetch": {"patient": "Patient/{{context.patientId}}"},
    "usageRequirements": (
        "The patient is found by context.patientId, if the clinic’s record system keeps our ids, "
        "or else by an identifier of the prefetched patient in one of our systems."
    ),
}


@doors.cds.get(SERVICES)
def services(client_id: str) -> Response:  # noqa: ARG001
    if g.client is None:
        abort(404)
    return jsonify(services=[DESCRIBED])
