"""Each error has a status, plain words on a page and one shape in JSON."""

import logging

import pytest
from flask import abort
from sqlalchemy.exc import IntegrityError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from pwa import errors
from pwa.errors import Fault, Invalid
from pwa.web import errors as errors_of_the_web
from tests.house_rules import check_page, text_of

RAISED = [
    (errors.NotFound("There is no such patient."), 404, "not-found"),
    (errors.Conflict("Another answer came first."), 409, "conflict"),
    (errors.Expired("This link was used before."), 410, "expired"),
    (errors.Forbidden("Not yours."), 403, "forbidden"),
    (errors.TooMany("Try again in 5 minutes."), 429, "too-many"),
    (errors.Unavailable("The database is being restored."), 503, "unavailable"),
    (Invalid([Fault("on", "must be a date")]), 422, "invalid"),
]
AWAY = [
    OperationalError("SELECT", {}, Exception("database is locked")),
    InternalError("INSERT", {}, Exception("cannot execute INSERT in a read-only transaction")),
    PoolTimeout("pool"),
]
STATUSES = [400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 503, 418]


@pytest.fixture
def failing(app):
    """A client, and `fail(error)`, which makes /fails and /api/fails raise it."""
    raised: list[Exception | int] = []

    def view():
        if isinstance(raised[0], int):
            abort(raised[0])
        raise raised[0]

    app.add_url_rule("/fails", "fails", view)
    app.add_url_rule("/api/fails", "api_fails", view)
    return app.test_client(), raised.append


@pytest.mark.parametrize(("error", "status", "code"), RAISED)
def test_it_tells_an_error_of_the_product_in_its_own_words(failing, error, status, code):
    client, fail = failing
    fail(error)
    page, data = client.get("/fails"), client.get("/api/fails")
    assert page.status_code == data.status_code == status
    assert error.message in page.text
    assert data.json["error"]["code"] == code
    assert data.json["error"]["message"] == error.message


def test_it_names_each_field_at_fault(failing):
    client, fail = failing
    fail(Invalid([Fault("on", "must be a date"), Fault("answers[2]", "must be 0 to 3")]))
    assert client.get("/api/fails").json["error"]["fields"] == [
        {"field": "on", "message": "must be a date"},
        {"field": "answers[2]", "message": "must be 0 to 3"},
    ]


@pytest.mark.parametrize("error", AWAY)
@pytest.mark.parametrize("path", ["/fails", "/api/fails"])
def test_it_never_calls_a_lost_database_a_success(failing, error, path):
    client, fail = failing
    fail(error)
    answer = client.get(path)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "SELECT" not in answer.text


@pytest.mark.parametrize("status", STATUSES)
def test_it_has_plain_words_for_a_status(failing, status):
    client, fail = failing
    fail(status)
    page, data = client.get("/fails"), client.get("/api/fails")
    assert page.status_code == data.status_code == status
    assert set(data.json) == {"error"}
    assert set(data.json["error"]) == {"code", "message", "fields"}
    assert "Go to the check-in" in page.text


@pytest.mark.parametrize(
    ("path", "way_on"), [("/nowhere", "Go to the check-in"), ("/clinic/nowhere", "call list")]
)
def test_it_always_shows_help_and_a_way_on(client, path, way_on):
    page = client.get(path).text
    assert "Get help now" in page
    assert way_on in page


def test_it_says_nothing_of_the_inside_when_something_unexpected_fails(failing, caplog):
    client, fail = failing
    fail(RuntimeError("a secret detail"))
    with caplog.at_level(logging.ERROR):
        page, data = client.get("/fails"), client.get("/api/fails")
    assert page.status_code == data.status_code == 500
    assert "secret detail" not in page.text + data.text
    assert "secret detail" in caplog.text


@pytest.mark.parametrize("kind", [IntegrityError, OperationalError])
def test_it_logs_no_name_and_no_answer(failing, caplog, kind):
    client, fail = failing
    fail(kind("INSERT INTO patient", {"name": "Ana Alder"}, Exception("not now")))
    with caplog.at_level(logging.ERROR):
        client.get("/fails")
    assert "INSERT INTO patient" in caplog.text
    assert "Ana Alder" not in caplog.text


def test_it_has_a_page_even_when_the_error_page_fails(app, failing):
    client, fail = failing

    @app.context_processor
    def broken():
        raise RuntimeError("templates are broken")

    fail(RuntimeError("first"))
    answer = client.get("/fails")
    assert answer.status_code == 500
    assert text_of(check_page(answer.text).query_one("h1")) == "Sorry, something went wrong here"


def test_it_names_the_methods_that_are_allowed(client):
    answer = client.post("/healthz")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_it_keeps_redirects_as_they_are(app):
    app.add_url_rule("/folder/", "folder", lambda: "x")
    answer = app.test_client().get("/folder")
    assert answer.status_code == 308
    assert answer.headers["Location"].endswith("/folder/")


def test_it_answers_a_name_that_is_not_ours_without_a_word_in_the_log(client, caplog):
    answer = client.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.text
    assert caplog.records == []


def test_a_door_may_have_a_shape_of_its_own(app, failing):
    client, fail = failing

    def made(status, code, message, faults):
        return app.json.response(f"{status} {code} {message} {faults}")

    errors_of_the_web.shape(app, "/own", made)
    app.add_url_rule("/own/fails", "own_fails", app.view_functions["fails"])
    fail(errors.NotFound("There is no such patient."))
    own = client.get("/own/fails")
    assert (own.status_code, own.json) == (404, "404 not-found There is no such patient. []")
    assert client.get("/own/nowhere").json.startswith("404 not-found ")
    assert client.get("/fails").mimetype == "text/html"
