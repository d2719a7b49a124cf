"""A body has a limit, whether it says its length or not."""

import io

import pytest
from flask import request

from pwa.web.limits import API_BYTES, FORM_BYTES


@pytest.fixture
def reader(app):
    for path in ("/api/reads", "/reads"):
        app.add_url_rule(
            path, path, lambda: {"read": len(request.get_data())}, methods=["PUT", "POST"]
        )
    return app.test_client()


@pytest.mark.parametrize(("path", "limit"), [("/api/reads", API_BYTES), ("/reads", FORM_BYTES)])
def test_it_takes_a_body_up_to_the_limit_and_no_more(reader, path, limit):
    assert reader.put(path, data=b"x" * limit).json == {"read": limit}
    assert reader.put(path, data=b"x" * (limit + 1)).status_code == 413


def test_it_stops_reading_a_body_without_a_length(reader):
    answer = reader.put(
        "/api/reads",
        input_stream=io.BytesIO(b"x" * (API_BYTES + 1)),
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert answer.status_code == 413


def test_it_reads_what_it_refuses_so_that_the_sender_sees_why(reader):
    sent = io.BytesIO(b"x" * (2 * API_BYTES))
    reader.put("/api/reads", input_stream=sent, content_length=2 * API_BYTES)
    assert not sent.read()


@pytest.mark.parametrize("body", [b"[" * 60_000, b'{"a":' * 10_000])
def test_it_reads_no_json_that_is_nested_without_end(client, body):
    answer = client.post("/api/pair", data=body, content_type="application/json",
                         headers={"X-Booster": "1"})  # fmt: skip
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "bad-request")
