"""Pairing: opening a link shows a button, pressing it redeems the invite, once."""

from flask import Response, abort, redirect, request
from flask.typing import ResponseReturnValue

from pwa.care import guesses, keys, pairing
from pwa.care.pairing import NewDevice
from pwa.errors import Expired, Fault, Invalid, NotFound
from pwa.patient.door import COOKIE, api, blueprint, stay_paired
from pwa.patient.session import answer
from pwa.web.cookies import read_token
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
    assert caller is not None  # noqa: S101  # it was made a moment ago
    keys.live(current_session(), caller.clinic.id, keys.SEAL)
    response = answer(current_session(), caller)
    current_session().commit()
    response.status_code = 201
    return stay_paired(response, made.cookie_value, shared=made.device.shared)


@blueprint.post("/app/pair")
def pair_by_form() -> ResponseReturnValue:
    secret = request.form.get("code") or request.form.get("token")
    made = _redeem(secret, "Browser")
    current_session().commit()
    response = redirect("/app", 303)
    return stay_paired(response, made.cookie_value)  # type: ignore[arg-type]


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
        pairing.revoke(s, before)  # its cookie is replaced, so nobody could end it later
    return made
