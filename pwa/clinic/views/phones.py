from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pwa.care import pairing
from pwa.clinic import trail
from pwa.clinic.find import own, own_patient
from pwa.clinic.guard import clinic
from pwa.store.tables import Device
from pwa.web.session import current_session


@clinic.route("/phones/<device_id>/revoke", methods=["GET", "POST"])
def revoke_phone(device_id: str) -> ResponseReturnValue:
    device = own(Device, device_id)
    if device.revoked_at is not None:
        abort(404)
    patient = own_patient(device.patient_id)
    if request.method == "GET":
        return render_template("clinic/revoke_phone.html", device=device, patient=patient)
    pairing.revoke(current_session(), device)
    trail.note("phone.revoked", patient.id, phone=device.id)
    current_session().commit()
    flash("That phone is no longer paired. Answers still on it are kept there.")
    return redirect(url_for("clinic.patient", patient_id=patient.id) + "#phones", 303)
