"""What holds for every route of the app, whoever asks."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pwa.care import pairing
from pwa.care.staff import invites
from pwa.store.tables import Patient, Staff
from tests.access.rows import changed
from tests.access.world import address, furnished
from tests.cast import PASSWORD
from tests.house_rules import check_headers

HTTPS = {"https": True, "proxies": 1, "hosts": ("localhost",)}
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE")
# Looks are put on record, it is noted who was there, and what was worked out is kept.
NOTED = {"audit_event", "staff_session", "device", "plan", "clinic_key"}


def everywhere(app: Flask, ids: dict) -> list[str]:
    """An address of every route."""
    made_up = {"token": "a-token", "digest": "a" * 64, "release": "none", "name": "none.js"}
    known = made_up | ids | {"item_id": "0c5f0a31-6c53-4f38-9a3e-0f5f0c3f9b11"}
    return [
        address(rule, known | dict.fromkeys(rule.arguments - known.keys(), "none"))
        for rule in app.url_map.iter_rules()
    ]


def test_every_answer_carries_the_headers(make_app):
    app = make_app(**HTTPS)
    client = FlaskClient(app, app.response_class)
    ids = dict.fromkeys(("number",), 1)
    for path in everywhere(app, ids):
        for method in METHODS:
            answer = client.open(path, method=method)
            check_headers(answer.headers)
            about = f"{method} {path}"
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], about
            assert answer.headers["Strict-Transport-Security"] == (
                "max-age=63072000; includeSubDomains"
            ), about
            assert not [name for name, _ in answer.headers if "access-control" in name.lower()]
            if answer.mimetype.startswith("text/") and method != "OPTIONS":
                assert "charset=utf-8" in answer.content_type, about


def test_no_route_knows_trace(make_app):
    app = make_app(**HTTPS)
    client = FlaskClient(app, app.response_class)
    for path in everywhere(app, {"number": 1}):
        assert client.open(path, method="TRACE").status_code in (404, 405), path


def test_every_cookie_is_tied_to_this_host(make_app, session, cast, clock):
    app = make_app(**HTTPS)
    app.config.update(WTF_CSRF_ENABLED=False, WTF_CSRF_METHODS=[])
    client = FlaskClient(app, app.response_class)
    made = pairing.make_invite(session, session.get_one(Patient, (cast.oak, cast.ana)), "nora")
    session.commit()
    ours = {"X-Booster": "1"}
    answers = [
        client.get("/clinic/sign-in"),
        client.post("/clinic/sign-in", data={"email": "nora@oak.example", "password": PASSWORD}),
        client.post("/clinic/sign-out"),
        client.post("/api/pair", json={"secret": made.token}, headers=ours),
        client.put("/api/language", json={"language": "es"}, headers=ours),
        client.get("/api/session", headers=ours),
        client.delete("/api/session", headers=ours),
    ]
    cookies = [cookie for answer in answers for cookie in answer.headers.getlist("Set-Cookie")]
    assert len(cookies) >= 5
    for cookie in cookies:
        name, *parts = cookie.split("; ")
        assert name.startswith("__Host-"), cookie
        assert {"Secure", "HttpOnly", "Path=/"} <= set(parts), cookie
        assert {"SameSite=Lax", "SameSite=Strict", "Max-Age=0"} & set(parts), cookie
        assert "Domain" not in cookie


@pytest.mark.parametrize("who", ["staff", "phone"])
def test_opening_a_page_ahead_changes_nothing(app, cast, clock, who):
    world = furnished(app, cast)
    client = world.staff(world.oak).client if who == "staff" else world.phone(world.oak)
    client.get("/api/session")  # a plan is worked out once a day, whoever asks first
    with app.extensions["db"].session(clinic_id=cast.oak) as s:
        nora = s.get_one(Staff, (cast.oak, cast.nora))
        joining = invites.make(s, nora, "lou@oak.example", "Lou Larch", "clinician").token
        s.commit()
    before = world.rows(world.oak)
    for path in everywhere(app, world.oak.ids | {"token": joining}):
        assert client.get(path, headers={"Sec-Purpose": "prefetch"}).status_code < 500, path
    assert set(changed(before, world.rows(world.oak))) <= NOTED
