"""Every answer carries the headers; what is personal is kept by nobody."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest

PATHS = ["/", "/healthz", "/readyz", "/no-such-page", "/api/no-such-thing"]


def test_it_forbids_inline_code_and_other_origins(client):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "trusted-types booster" in policy
    assert "http" not in policy


@pytest.mark.parametrize("path", PATHS[1:])
def test_it_keeps_no_answer_that_says_nothing_about_keeping(client, path):
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_it_gives_the_worker_a_policy_without_trusted_types(app):
    policy = app.test_client().get("/service-worker.js").headers["Content-Security-Policy"]
    assert "trusted-types" not in policy
    assert policy.startswith("default-src 'none'; ")


@pytest.mark.parametrize("path", PATHS)
def test_it_asks_for_https_only_where_there_is_https(make_app, path):
    plain = make_app().test_client().get(path)
    secure = make_app(https=True, proxies=1).test_client().get(path)
    assert "Strict-Transport-Security" not in plain.headers
    assert secure.headers["Strict-Transport-Security"].startswith("max-age=63072000")


def test_it_sends_the_referrer_to_itself_only(client):
    # With no-referrer a browser would post our own forms with "Origin: null".
    assert client.get("/").headers["Referrer-Policy"] == "same-origin"


def test_a_page_may_hold_the_apps_own_style_sheet_and_no_other(client):
    answer = client.get("/app/check-in")
    (sheet,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    policy = answer.headers["Content-Security-Policy"]
    digest = b64encode(sha256(sheet.encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{digest}';" in policy
    assert policy.count("sha256-") == 1
    assert "unsafe" not in policy
