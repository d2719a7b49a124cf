"""Static files: small, kept for ever under their release, and nothing outside the folder."""

import gzip
import shutil

import brotli
import pytest

from pwa.web import releases
from pwa.web.minify import smaller
from pwa.web.releases import ROOT, STATIC, release_of

BODY = smaller(".css", (STATIC / "web.css").read_bytes())


@pytest.fixture
def address(app):
    with app.test_request_context():
        return releases.static_url("web.css")


def test_it_is_kept_for_ever_under_its_release(client, address):
    answer = client.get(address)
    assert answer.data == BODY
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("identity", None, bytes),
    ],
)
def test_it_is_sent_as_small_as_the_browser_can_read(client, address, accepted, encoding, unpack):
    answer = client.get(address, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert unpack(answer.data) == BODY


def test_it_is_not_sent_again_when_it_is_the_same(client, address):
    tag = client.get(address, headers={"Accept-Encoding": "br"}).headers["ETag"]
    again = {"Accept-Encoding": "br", "If-None-Match": tag}
    assert client.get(address, headers=again).status_code == 304
    assert client.get(address, headers=again | {"Accept-Encoding": "gzip"}).status_code == 200


def test_it_serves_a_phone_of_another_release_but_does_not_pin_it(client):
    answer = client.get("/static/older/web.css")
    assert answer.data == BODY
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "name",
    [
        *("no-such-file.css", "js", "js/", ".", "..", "../config.py", "../../pyproject.toml"),
        *("%2e%2e/config.py", "..%2fconfig.py", "..%5cconfig.py", "%2fetc%2fpasswd", "a%00.css"),
        "x" * 5000,
    ],
)
def test_it_serves_nothing_else(client, name):
    assert client.get(f"/static/x/{name}", follow_redirects=True).status_code == 404


def test_it_serves_no_link_out_of_the_folder(client, monkeypatch, tmp_path):
    (tmp_path / "static").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "static" / "link.txt").symlink_to(tmp_path / "secret.txt")
    monkeypatch.setattr(releases, "STATIC", tmp_path / "static")
    assert client.get("/static/x/link.txt").status_code == 404


@pytest.mark.parametrize("counted", ["static/web.css", "templates/base.html", "decision/rules.py"])
def test_it_is_another_release_after_any_edit(tmp_path, counted):
    for folder in releases.COUNTED:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    before = release_of(tmp_path)
    assert before == release_of(tmp_path) == release_of(ROOT)
    with (tmp_path / counted).open("a") as edited:
        edited.write("\n")
    assert release_of(tmp_path) != before


def test_it_is_another_release_with_a_salt():
    assert release_of(ROOT, "2") != release_of(ROOT)


def test_it_compresses_pages_too(client):
    answer = client.get("/", headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"


def test_other_names_for_a_file_and_for_none_fill_no_memory(app, client, address):
    release = app.config["RELEASE"]
    assert [client.get(path).status_code for path in (address, "/", "/nowhere")] == [200, 200, 404]
    kept = releases._made.cache_info().currsize
    names = ("./web.css", "js/../web.css", "js/.././js/../web.css")
    same = [client.get(f"/static/{release}/{name}") for name in names]
    assert {answer.status_code for answer in same} == {200}
    missing = [client.get(f"/static/{release}/{number}.css") for number in range(3)]
    assert {answer.status_code for answer in missing} == {404}
    assert releases._made.cache_info().currsize == kept
