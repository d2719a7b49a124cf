"""The clinic's number, for the contacts of the phone."""

from flask import Response, make_response

from pwa.care import languages
from pwa.care.house.contact_card import MEDIA_TYPE, vcard
from pwa.patient.door import blueprint, reader


@blueprint.get("/app/clinic.vcf")
def contact_card() -> Response:
    caller = reader()
    response = make_response(vcard(caller.clinic, languages.of(caller.patient.language).code))
    response.headers["Content-Type"] = MEDIA_TYPE
    response.headers["Content-Disposition"] = 'attachment; filename="clinic.vcf"'
    response.headers["Cache-Control"] = "no-store"
    return response
