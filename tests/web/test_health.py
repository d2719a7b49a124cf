"""The app is healthy when its database answers."""


def test_it_answers_when_the_database_does(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json == {"status": "ok"}


def test_it_says_no_when_the_database_is_away(make_app, tmp_path):
    app = make_app(file=tmp_path / "no-such-folder" / "booster.sqlite")
    answer = app.test_client().get("/healthz")
    assert answer.status_code == 503
    assert answer.json["error"]["code"] == "unavailable"
