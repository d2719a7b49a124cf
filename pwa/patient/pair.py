"""Pairing: opening a link shows a button, pressing it redeems the invite, once."""

from flask import Response, abort, make_response, redirect, request
from flask.typing import ResponseReturnValue

from pwa.care import guesses, keys, languages, pairing, patients
from pwa.care.pairing import NewDevice
from pwa.errors import Expired, Fault, Invalid, NotFound
from pwa.patient.door import COOKIE, api, blueprint, note, stay_paired
from pwa.patient.language import adopt
from pwa.patient.session import answer
from pwa.store.db import enter
from pwa.store.tables import Device, Patient
from pwa.web.cookies import read_token
from pwa.web.language import remember
from pwa.web.session import current_session, writing_session

LONGEST_SECRET = 200


@api.post("/pair")
def pair() -> Response:
    said = request.get_json(silent=True)
    if not isinstance(said, dict):
        abort(400, "Send a JSON object.")
    made = _redeem(said.get("secret"), said.get("label"))
    made.device.shared = said.get("shared") is True
    caller = pairing.caller_of(current_session(), made.cookie_value)
    assert caller is not None  # noqa: S101  # nosec B101  # made a moment ago
    keys.live(current_session(), caller.clinic.id, keys.SEAL)
    adopt(current_session(), caller.patient, said.get("language"))
    response = answer(current_session(), caller)
    current_session().commit()
    response.status_code = 201
    stay_paired(response, made.cookie_value, shared=made.device.shared)
    remember(response, languages.of(caller.patient.language).code)
    return response


@blueprint.post("/app/pair")
def pair_by_form() -> ResponseReturnValue:
    secret = request.form.get("code") or request.form.get("token")
    made = _redeem(secret, "Browser")
    s = current_session()
    patient = patients.find(s, made.device.clinic_id, made.device.patient_id)
    adopt(s, patient, request.form.get("language"))
    s.commit()
    response = make_response(redirect("/app", 303))
    stay_paired(response, made.cookie_value)
    remember(response, languages.of(patient.language).code)
    return response


def _redeem(secret: object, label: object) -> NewDevice:
    if not isinstance(secret, str) or not 0 < len(secret.strip()) <= LONGEST_SECRET:
        raise Invalid([Fault("secret", "is required: the code or the link from your clinic")])
    address = request.remote_addr or ""
    s = writing_session()
    guesses.refuse_if_full(s, address, pairing.is_code(secret))
    before = pairing.device_of(s, read_token(COOKIE))
    try:
        made = pairing.redeem(s, secret, label if isinstance(label, str) else "")
    except (NotFound, Expired):
        guesses.note(s, address)
        s.commit()
        raise
    if before is not None:
        enter(s, before.clinic_id)
        pairing.revoke(s, before)  # its cookie is replaced, so nobody could end it later
        note(_owner(before), "phone.revoked", phone=before.id)
        enter(s, made.device.clinic_id)
    note(_owner(made.device), "phone.paired", phone=made.device.id)
    return made


def _owner(device: Device) -> Patient:
    return patients.find(current_session(), device.clinic_id, device.patient_id)
