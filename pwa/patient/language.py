"""Choosing a language: for this browser, and for the patient when it is paired."""

from flask import Response, abort, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from pwa.care import enrol, pairing
from pwa.patient.door import COOKIE, api, blueprint
from pwa.web.cookies import read_token
from pwa.web.language import offered_languages, remember
from pwa.web.session import writing_session


@api.put("/language")
def put_language() -> Response:
    said = request.get_json(silent=True)
    chosen = _chosen(said.get("language") if isinstance(said, dict) else None)
    response = jsonify({"language": chosen})
    remember(response, chosen)
    return response


@blueprint.post("/app/language")
def language_by_form() -> ResponseReturnValue:
    chosen = _chosen(request.form.get("language"))
    response = redirect("/app", 303)
    remember(response, chosen)  # type: ignore[arg-type]
    return response


def _chosen(code: object) -> str:
    """The language that was asked for, which is the patient's from now on."""
    chosen = next((one.code for one in offered_languages() if one.code == code), None)
    if chosen is None:
        abort(422, "This language is not offered.")
    s = writing_session()
    caller = pairing.caller_of(s, read_token(COOKIE))
    if caller is not None and caller.patient.language != chosen:
        enrol.edit_patient(s, caller.patient, language=chosen)
        s.commit()
    return chosen
