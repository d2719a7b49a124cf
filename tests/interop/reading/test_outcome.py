"""Whatever goes wrong below /fhir is told as FHIR tells it, and nobody's data with it."""

import pytest
from flask import abort
from sqlalchemy.exc import IntegrityError, OperationalError

from pwa.errors import Conflict, Expired, Fault, Invalid, TooMany, Unavailable
from tests.interop.test_fhir_schema import faults, schema  # noqa: F401

RAISED = [
    (Conflict("There is one already."), 409, "conflict"),
    (Expired("This is over."), 410, "deleted"),
    (TooMany("Wait."), 429, "throttled"),
    (Unavailable("The keys are missing."), 503, "transient"),
    (OperationalError("SELECT", {}, Exception("disk full")), 503, "transient"),
    (IntegrityError("INSERT", {"name": "Ana Alder"}, Exception("Ana")), 500, "exception"),
    (KeyError("Ana Alder"), 500, "exception"),
    *((status, status, kind) for status, kind in ((400, "invalid"), (404, "not-found"))),
    *((status, status, kind) for status, kind in ((413, "too-long"), (415, "not-supported"))),
    *((status, status, kind) for status, kind in ((418, "processing"), (412, "conflict"))),
]


@pytest.mark.parametrize(("error", "status", "kind"), RAISED, ids=range(len(RAISED)))
def test_an_error_is_an_outcome(app, program, monkeypatch, schema, error, status, kind):  # noqa: F811
    def fails(*_):
        if isinstance(error, int):
            abort(error)
        raise error

    monkeypatch.setattr("pwa.interop.fhir.reading.views.page", fails)
    answer = program.get("/fhir/Patient")
    assert answer.status_code == status
    assert answer.content_type == "application/fhir+json; charset=utf-8"
    assert faults(schema, answer.json) == []
    (issue,) = answer.json["issue"]
    assert (issue["severity"], issue["code"]) == ("error", kind)
    assert issue["diagnostics"]
    assert "Ana" not in answer.text
    assert ("Retry-After" in answer.headers) == (status in (429, 503))


def test_each_field_at_fault_is_named(program, monkeypatch, schema):  # noqa: F811
    def fails(*_):
        raise Invalid([Fault("QuestionnaireResponse.item[3]", "is no question"), Fault("", "no")])

    monkeypatch.setattr("pwa.interop.fhir.reading.views.page", fails)
    answer = program.get("/fhir/Patient")
    assert answer.status_code == 422
    assert faults(schema, answer.json) == []
    assert answer.json["issue"] == [
        {
            "severity": "error",
            "code": "value",
            "diagnostics": "QuestionnaireResponse.item[3]: is no question",
            "expression": ["QuestionnaireResponse.item[3]"],
        },
        {"severity": "error", "code": "value", "diagnostics": "no"},
    ]


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/fhir/", "GET", 404),
        ("/fhir/Medication", "GET", 404),
        ("/fhir/Patient/nobody", "GET", 404),
        ("/fhir/Patient/nobody/_history", "GET", 404),
        ("/fhir/Patient", "DELETE", 405),
        ("/fhir/metadata", "POST", 405),
        ("/fhir/Patient?date=x&_id=", "GET", 400),
        ("/fhir/Patient?_format=xml", "GET", 406),
    ],
)
def test_so_is_what_no_view_answers(program, schema, path, method, status):  # noqa: F811
    answer = program.open(path, method)
    assert answer.status_code == status
    assert answer.json["resourceType"] == "OperationOutcome"
    assert faults(schema, answer.json) == []
    assert status != 405 or answer.headers["Allow"]


def test_a_form_that_is_too_long_is_refused(program):
    answer = program.post("/fhir/Patient/_search", data={"_id": "x" * 70_000})
    assert answer.status_code == 413
    assert answer.json["issue"][0]["code"] == "too-long"


def test_who_is_too_fast_waits(app, program, monkeypatch):
    monkeypatch.setattr("pwa.web.pace.Pace.wait", lambda *_: 7)
    answer = program.get("/fhir/Patient")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "7")
    assert answer.json["issue"][0]["code"] == "throttled"


def test_another_name_for_this_server_is_no_page_either(app):
    answer = app.test_client().get("/fhir/metadata", base_url="http://evil.example")
    assert answer.status_code == 400
    assert answer.json["resourceType"] == "OperationOutcome"
