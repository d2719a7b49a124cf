"""Logs are lines of JSON without anything that somebody typed."""

import io
import json
import logging
from logging.config import dictConfig

import pytest

from pwa import logs
from pwa.logs import JsonLines

NAME = "Zebulon Quatrain"


def written(record):
    return json.loads(JsonLines().format(record))


def record_of(error):
    try:
        raise error
    except type(error):
        return logging.getLogger("x").makeRecord(
            "x", logging.ERROR, "f", 1, "it failed", (), __import__("sys").exc_info()
        )


def test_an_error_is_its_kind_and_its_place():
    line = written(record_of(ValueError(f"invalid literal: {NAME}")))
    assert line["message"] == "it failed"
    [error] = line["errors"]
    assert error["kind"] == "ValueError"
    assert "test_logs.py" in error["at"][-1]
    assert NAME not in json.dumps(line)


def test_what_led_to_an_error_is_told_too():
    error = RuntimeError("second")
    error.__cause__ = KeyError(NAME)
    assert [one["kind"] for one in written(record_of(error))["errors"]] == [
        "RuntimeError",
        "KeyError",
    ]


@pytest.fixture
def lines(app):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    log = logging.getLogger(logs.REQUESTS)
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    log.removeHandler(handler)
    log.setLevel(logging.NOTSET)


def test_a_request_leaves_its_route_and_no_address(client, lines):
    client.get(f"/clinic/patients?q={NAME}")
    client.get(f"/nowhere/{NAME}")
    first, second = lines()
    assert (first["route"], first["method"], first["status"]) == ("clinic.patients", "GET", 302)
    assert (second["route"], second["status"]) == ("none", 404)
    assert len(first["id"]) == 16
    assert first["ms"] >= 0
    assert "Zebulon" not in json.dumps([first, second])


def test_whoever_is_told_of_an_error_can_name_its_request(app, client, lines):
    @app.get("/fails")
    def fails():
        raise RuntimeError(NAME)

    answer = client.get("/fails")
    assert answer.headers["X-Request-Id"] == lines()[0]["id"]


def test_of_the_servers_words_only_numbers_are_filled_in():
    server = logging.getLogger(logs.SERVER)
    address = server.makeRecord(
        server.name, logging.ERROR, "f", 1, "Error handling request %s", (f"/?q={NAME}",), None
    )
    assert written(address)["message"] == "Error handling request %s"
    late = server.makeRecord(
        server.name, logging.CRITICAL, "f", 1, "WORKER TIMEOUT (pid:%s)", (42,), None
    )
    assert written(late)["message"] == "WORKER TIMEOUT (pid:42)"


def test_plain_lines_are_for_a_terminal():
    assert logs.config(plain=True)["loggers"][logs.REQUESTS]["level"] == "WARNING"
    root = logging.getLogger()
    before = root.handlers[:]
    level = root.level
    try:
        dictConfig(logs.config())
        [handler] = root.handlers
        assert isinstance(handler.formatter, JsonLines)
    finally:
        root.handlers[:] = before
        root.setLevel(level)
        for name in logs.config()["loggers"]:
            log = logging.getLogger(name)
            log.handlers.clear()
            log.setLevel(logging.NOTSET)
            log.propagate = True
