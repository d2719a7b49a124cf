"""What record systems send: `POST` of two kinds of resource, and the look for a patient."""

from flask import Response, abort, g, request
from sqlmodel import Session

from pwa.care import audit, outcome
from pwa.care.programs import scopes
from pwa.errors import Conflict, Invalid
from pwa.interop import access, doors
from pwa.interop.access import needs
from pwa.interop.fhir.answer import JSON_TYPES, with_resource
from pwa.interop.fhir.element import Resource
from pwa.interop.fhir.patient import patient
from pwa.interop.fhir.procedure import procedure
from pwa.interop.fhir.response import questionnaire_response
from pwa.interop.fhir.writing import body, check_in, treatment
from pwa.interop.fhir.writing.body import Unreadable
from pwa.interop.fhir.writing.matching import match
from pwa.interop.fhir.writing.prefer import preferred
from pwa.interop.fhir.writing.taking import Look, Sent, Taken
from pwa.web import errors
from pwa.web.session import current_session, forget, writing_session

STATUS = {"new": 201, "amended": 201, "identical": 200}
TAKEN = "Something else is on record by this identifier, or on this day. Nothing was changed."


@doors.fhir.errorhandler(Unreadable)
def unreadable(error: Unreadable) -> Response:
    return errors.answer(400, error.message)


@doors.fhir.post("/QuestionnaireResponse")
@needs("QuestionnaireResponse", "c")
def create_questionnaire_response() -> Response:
    taken = _taken("QuestionnaireResponse", check_in.look)
    return _answered(taken, questionnaire_response(taken.row, doors.base()))


@doors.fhir.post("/Procedure")
@needs("Procedure", "c")
def create_procedure() -> Response:
    taken = _taken("Procedure", treatment.look)
    return _answered(taken, procedure(taken.row, doors.base()))


@doors.fhir.post("/Patient")
@needs("Patient", "s")
def match_patient() -> Response:
    row = match(current_session(), g.clinic_id, doors.base(), _said("Patient"))
    access.shown(1, row.id)
    return _located(patient(row, doors.base()), 200)


def _taken(kind: str, look: Look) -> Taken:
    """What became of the request's resource. All that comes of it is committed, or nothing is."""
    said, condition = _said(kind), request.headers.get("If-None-Exist")
    forget()
    try:
        take = look(current_session(writes=False), Sent(said, g.client, doors.base(), condition))
        taken = take(writing_session())
    except Invalid:
        outcome.count(writing_session(), g.clinic_id, "invalid")
        current_session().commit()
        raise
    s = current_session()
    _put_on_record(s, kind, taken)
    s.commit()
    if taken.outcome not in STATUS:
        raise Conflict(TAKEN)
    return taken


def _said(kind: str) -> Resource:
    if request.mimetype not in JSON_TYPES:
        abort(415, f"Send {JSON_TYPES[0]}.")
    return body.read(request.get_data(), kind)


def _put_on_record(s: Session, kind: str, taken: Taken) -> None:
    is_new = STATUS.get(taken.outcome) == 201
    access.written(kind, int(is_new), taken.patient_id)
    if is_new and kind == "Procedure":
        audit.record(s, g.actor, "treatment.recorded", taken.patient_id, treatment=taken.row.id)


def _answered(taken: Taken, made: Resource) -> Response:
    status = STATUS[taken.outcome]
    response = _located(made, status)
    # A condition finds by a name alone: what is on record is shown to who may read it.
    may_read = status == 201 or scopes.allow(g.scopes, made["resourceType"], "r")
    return preferred(response, taken.outcome, may_read)


def _located(made: Resource, status: int) -> Response:
    response = with_resource(made, status)
    response.headers["Location"] = f"{doors.base()}/{made['resourceType']}/{made['id']}"
    return response
