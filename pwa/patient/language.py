"""Choosing a language: for this browser, and for the patient when it is paired."""

from flask import Response, abort, jsonify, make_response, redirect, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from pwa.care import enrol, languages, pairing
from pwa.languages import PSEUDO, mark
from pwa.patient.door import COOKIE, api, blueprint
from pwa.store.tables import Clinic, Patient
from pwa.web.cookies import read_token
from pwa.web.language import is_offered, remember
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
    response = make_response(redirect("/app", 303))
    remember(response, chosen)
    return response


def _chosen(code: object) -> str:
    """The language that was asked for, which is the patient's from now on."""
    s = writing_session()
    caller = pairing.caller_of(s, read_token(COOKIE))
    theirs = caller.clinic.languages if caller else None
    if not isinstance(code, str) or not _is_open(code, theirs):
        abort(422, mark("This language is not offered."))
    if caller is not None:
        adopt(s, caller.patient, code)
        s.commit()
    return code


def adopt(s: Session, patient: Patient, code: object) -> None:
    """Speak to a patient in a language that is offered; anything else changes nothing."""
    if not isinstance(code, str) or patient.language == code:
        return
    if _is_open(code, s.get_one(Clinic, patient.clinic_id).languages):
        enrol.edit_patient(s, patient, language=code)


def _is_open(code: str, chosen: list[str] | None) -> bool:
    """Whether the app speaks it, and the clinic lets its patients choose it."""
    # The language for trying the screens is no clinic's to choose.
    return is_offered(code) and code in (*languages.of_clinic(chosen), PSEUDO.code)
