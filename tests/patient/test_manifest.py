"""The app's name and icon on the home screen, and the plain ones that tell nothing."""

import json

TELLING = ("Booster", "treatment", "health", "medical", "score")


def manifest(client) -> dict:
    answer = client.get("/manifest.webmanifest")
    assert "Cookie" in answer.headers["Vary"]
    return json.loads(answer.text)


def test_it_has_the_apps_name_at_first(client):
    assert manifest(client)["name"] == "Booster Check"


def test_the_plain_one_is_the_same_app_and_tells_nothing(client):
    usual = manifest(client)
    client.set_cookie("discreet", "1")
    plain = manifest(client)
    assert (plain["name"], plain["id"]) == ("Check-in", usual["id"])
    assert not any(word in json.dumps(plain) for word in TELLING)
    assert [icon["sizes"] for icon in plain["icons"]] == [icon["sizes"] for icon in usual["icons"]]
    for icon in plain["icons"]:
        assert "/plain-" in icon["src"]
        assert client.get(icon["src"]).status_code == 200


def test_the_page_asks_for_it_with_its_cookies(client):
    assert '<link rel="manifest" crossorigin="use-credentials"' in client.get("/app/install").text
