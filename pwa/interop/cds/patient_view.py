"""The hook patient-view: somebody has opened a chart, and is told what is asked of that patient."""

from flask import Response, g, jsonify, url_for

from pwa.care import audit
from pwa.interop import doors
from pwa.interop.cds import body, call
from pwa.interop.cds.asked import asked_of
from pwa.interop.cds.card import Places, card
from pwa.interop.cds.door import begin, signed
from pwa.interop.cds.services import SERVICE, SERVICES
from pwa.store.tables import Clinic, Patient
from pwa.web.address import root
from pwa.web.releases import static_url
from pwa.web.session import current_session


@doors.cds.post(f"{SERVICES}/{SERVICE}")
@signed
def patient_view(client_id: str) -> Response:  # noqa: ARG001
    asked = call.read(body.read())
    patient = call.patient_of(current_session(), g.clinic_id, doors.base(), asked)
    cards = _cards(patient) if patient else []
    s = begin()
    if patient:
        audit.record(s, g.actor, "patient.viewed", patient.id, page="card")
    s.commit()
    return jsonify(cards=cards)


def _cards(patient: Patient) -> list[dict[str, object]]:
    s = current_session()
    asked = asked_of(s, patient)
    if asked is None:
        return []
    page = root() + url_for("clinic.patient", patient_id=patient.id)
    icon = root() + static_url("icons/any-192.png")
    places = Places(page, icon, doors.base())
    return [card(asked, s.get_one(Clinic, g.clinic_id).name, places)]
