from flask import Response, g, make_response
from flask.typing import ResponseReturnValue

from pwa.care import crisis
from pwa.care.house.contact_card import MEDIA_TYPE, vcard
from pwa.clinic.forms.house import details_form
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.refusal import shown_on
from pwa.clinic.views.settings.saved import save


@clinic.route("/settings/details", methods=["GET", "POST"])
def clinic_details() -> ResponseReturnValue:
    form = details_form(g.clinic)
    if form.validate_on_submit():
        with shown_on(form):
            return save("clinic.clinic_details", **form.values)
    help_now = crisis.help_for(g.clinic.country, g.clinic)
    return form_page("settings/details", form, help_now=help_now)


@clinic.get("/settings/contact-card")
def contact_card() -> Response:
    response = make_response(vcard(g.clinic, "en"))
    response.headers["Content-Type"] = MEDIA_TYPE
    response.headers["Content-Disposition"] = 'attachment; filename="clinic.vcf"'
    return response
