"""A token's cookie is out of reach of scripts, and on HTTPS tied to this very host."""

import pytest
from flask import Response

from pwa.web.cookies import clear_token, read_token, set_token


def set_in(app) -> str:
    with app.test_request_context():
        response = Response()
        set_token(response, "booster", "clinic.token", max_age=60, samesite="Lax")
        return response.headers["Set-Cookie"]


def test_it_is_tied_to_this_host_on_https(make_app):
    cookie = set_in(make_app(https=True, proxies=1))
    assert cookie.startswith("__Host-booster=clinic.token;")
    for part in ("Secure", "HttpOnly", "Path=/", "Max-Age=60", "SameSite=Lax"):
        assert part in cookie
    assert "Domain" not in cookie


def test_it_works_on_this_machine_without_https(app):
    cookie = set_in(app)
    assert cookie.startswith("booster=clinic.token;")
    assert "HttpOnly" in cookie
    assert "Secure" not in cookie


@pytest.mark.parametrize(("https", "name"), [(False, "booster"), (True, "__Host-booster")])
def test_it_reads_what_it_set_and_nothing_else(make_app, https, name):
    app = make_app(https=https, proxies=int(https))
    other = "booster" if https else "__Host-booster"
    with app.test_request_context(headers={"Cookie": f"{name}=mine; {other}=planted"}):
        assert read_token("booster") == "mine"
    with app.test_request_context(headers={"Cookie": f"{other}=planted"}):
        assert read_token("booster") is None


def test_it_clears_what_it_set(make_app):
    app = make_app(https=True, proxies=1)
    with app.test_request_context():
        response = Response()
        clear_token(response, "booster")
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-booster=;")
    assert "Max-Age=0" in cookie
    assert "Secure" in cookie
