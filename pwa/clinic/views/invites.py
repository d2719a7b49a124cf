from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from pwa.care import pairing
from pwa.clinic import trail
from pwa.clinic.find import own_patient
from pwa.clinic.forms.invite import InviteForm
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.qr import qr_svg
from pwa.clinic.step_up import fresh
from pwa.web.session import current_session


@clinic.route("/patients/<patient_id>/invite", methods=["GET", "POST"])
@fresh
def invite(patient_id: str) -> ResponseReturnValue:
    patient = own_patient(patient_id)
    form = InviteForm()
    if not form.validate_on_submit():
        return form_page("invite", form, patient=patient)
    made = pairing.make_invite(current_session(), patient, by=g.staff.id, valid=form.valid.data)
    trail.note("invite.made", patient.id, valid=form.valid.data)
    current_session().commit()
    # The token is in the fragment: it reaches no server's log and no link scanner.
    link = f"{request.host_url}app/pair#{made.token}"
    return render_template(
        "clinic/invite_made.html",
        patient=patient,
        made=made,
        link=link,
        qr=qr_svg(link),
    )
