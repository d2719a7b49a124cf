"""A phone that sends without end is asked to wait; what it has is taken later, and once."""

import io

import pytest

from pwa.store.tables import CheckIn
from pwa.web import pace


@pytest.fixture
def app(make_app):
    return make_app(requests_a_minute=60)


@pytest.fixture
def at(monkeypatch):
    """Sets the seconds that have passed: `at(10)`."""
    now = [0.0]
    monkeypatch.setattr(pace, "perf_counter", lambda: now[0])
    return lambda seconds: now.__setitem__(0, seconds)


def test_it_asks_a_phone_to_wait_and_takes_the_item_afterwards(phone, at, rows):
    item = phone.item()
    for _ in range(60):
        assert phone.client.get("/api/session").status_code == 200
    refused = phone.put(item)
    assert (refused.status_code, refused.json["error"]["code"]) == (429, "too-many")
    assert refused.headers["Retry-After"] == "1"
    assert rows(CheckIn) == []
    at(1)
    assert phone.put(item).status_code == 201
    assert len(rows(CheckIn)) == 1


def test_what_is_large_counts_for_more(phone, at):
    for _ in range(2):
        phone.put(b" " * 60_000)
    assert phone.put(b" " * 60_000).status_code == 429


def test_a_body_that_does_not_say_its_length_counts_as_the_largest(phone, at):
    for expected in (422, 429):
        answer = phone.client.put(
            "/api/language",
            headers={"X-Booster": "1", "Transfer-Encoding": "chunked"},
            input_stream=io.BytesIO(b"[]"),
            content_type="application/json",
        )
        assert answer.status_code == expected


def test_one_phone_does_not_slow_another(phone, at, app):
    for _ in range(61):
        phone.client.get("/api/session")
    other = app.test_client()
    other.set_cookie("booster", "elm.another")
    assert other.get("/api/session").status_code == 401


def test_pages_that_anybody_may_see_are_not_counted(phone, at):
    answers = {phone.client.get("/app/help").status_code for _ in range(70)}
    assert answers == {200}
