"""The app is healthy when its database answers."""

import pytest


def test_it_answers_when_the_database_does(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json == {"status": "ok"}


@pytest.mark.parametrize("file", ["no-such-folder/booster.sqlite", "without-tables.sqlite"])
def test_it_says_no_when_the_database_is_away(make_app, tmp_path, file):
    app = make_app(file=tmp_path / file)
    answer = app.test_client().get("/healthz")
    assert answer.status_code == 503
    assert answer.json["error"]["code"] == "unavailable"
