import re

import pytest

from pwa.care import crisis
from pwa.patient.pages import PAGES
from pwa.patient.worker import precache
from pwa.web.releases import STATIC, script_file


@pytest.mark.parametrize("path", PAGES)
def test_it_is_the_same_for_everybody(path, phone, stranger, client):
    paired, unpaired = phone.client.get(path), client.get(path)
    assert paired.status_code == 200
    assert paired.data == unpaired.data
    assert "Ana" not in paired.text
    assert "Set-Cookie" not in paired.headers


@pytest.mark.parametrize("path", [*PAGES, "/service-worker.js", "/manifest.webmanifest"])
def test_it_is_asked_for_again_but_sent_only_when_it_changed(path, client):
    first = client.get(path)
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_help_has_every_country(client):
    page = client.get("/app/help").text
    for country in crisis.countries():
        assert country.name in page
        assert country.emergency in page
        for line in country.lines:
            assert line.number in page


def test_the_worker_keeps_every_page_and_module(client):
    worker = client.get("/service-worker.js")
    assert worker.mimetype == "text/javascript"
    for path in PAGES:
        assert f'"{path}"' in worker.text
    for module in STATIC.glob("js/*.js"):
        assert f"/{script_file(module.stem)}" in worker.text


def test_what_the_worker_keeps_is_there(client, app):
    with app.test_request_context():
        paths = precache()
    assert len(paths) == len(set(paths))
    assert {client.get(path).status_code for path in paths} == {200}


def test_everything_that_a_page_loads_is_kept(client, app):
    with app.test_request_context():
        kept = set(precache())
    for path in PAGES:
        loaded = set(
            re.findall(r'(?:src|href)="(/static/[^"]+\.(?:js|css))"', client.get(path).text)
        )
        assert loaded <= kept


def test_the_manifest_is_one(client):
    answer = client.get("/manifest.webmanifest")
    assert answer.mimetype == "application/manifest+json"
    assert answer.get_json(force=True)["start_url"].startswith("/app")
