"""What is open to anyone: the questionnaire, and what this server does."""

from flask import Response, current_app, request

from pwa.errors import NotFound
from pwa.interop import doors
from pwa.interop.fhir.answer import with_bundle, with_resource
from pwa.interop.fhir.element import Base
from pwa.interop.fhir.questionnaire import NAME, VERSION, canonical, questionnaire
from pwa.interop.fhir.reading.bundle import searchset
from pwa.interop.fhir.reading.capability import statement
from pwa.interop.fhir.reading.search import asked, each, together


@doors.fhir.get("/metadata")
def metadata() -> Response:
    views = current_app.view_functions.values()
    opened: set[tuple[str, str]] = {view.needs for view in views if hasattr(view, "needs")}
    return with_resource(statement(doors.base(), opened, doors.token_url()))


@doors.fhir.get("/Questionnaire/<name>")
def read_questionnaire(name: str) -> Response:
    if name != NAME:
        raise NotFound("There is no Questionnaire of this id.")
    return with_resource(questionnaire(doors.base()))


@doors.fhir.get("/Questionnaire")
@doors.fhir.post("/Questionnaire/_search", endpoint="search_questionnaire_by_form")
def search_questionnaire() -> Response:
    base = doors.base()
    known = _values(base)
    said = together(request.args, request.form)
    wanted = asked(said, known, request.headers.getlist("Prefer"))
    fits = all(known[name].intersection(values) for name, values in each(wanted.given))
    found = [questionnaire(base)] if fits else []
    return with_bundle(searchset(base, "Questionnaire", found, wanted.pairs()))


def _values(base: Base) -> dict[str, set[str]]:
    """What can be searched by, and the values that find the one that there is."""
    urls = {base.canonical("Questionnaire", NAME), canonical(base)}
    return {"_id": {NAME}, "url": urls, "version": {VERSION}, "status": {"active"}}
