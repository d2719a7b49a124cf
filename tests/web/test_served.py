"""The app as gunicorn serves it: what a test client can not show."""

import http.client
import json
import socket
import stat
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from pwa.web.limits import API_BYTES
from tests.browser.server import PATIENCE, ROOT, Server


@pytest.fixture
def server(database_url, tmp_path):
    with Server(tmp_path / "server", DATABASE_URL=database_url) as server:
        yield server


def ask(server, method, path, body=None, **headers):
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)) as line:
        line.request(method, path, body, headers)
        answer = line.getresponse()
        return answer, answer.read()


def test_it_tells_the_sender_that_a_body_is_too_large(server):
    answer, body = ask(server, "PUT", "/api/check-ins/x", b"x" * (API_BYTES * 3))
    assert answer.status == 413
    assert json.loads(body)["error"]["message"].startswith("That is too much to send.")


def test_it_answers_beside_connections_that_say_nothing(server):
    """As many as its workers and more; each would hold one for half a minute."""
    with ExitStack() as idle:
        for _ in range(4):
            idle.enter_context(socket.create_connection(("127.0.0.1", server.port)))
        answer, _ = ask(server, "GET", "/healthz")
    assert answer.status == 200


def test_it_leaves_no_control_socket_behind(server):
    sockets = [
        path for path in Path.home().glob(".gunicorn/*") if stat.S_ISSOCK(path.stat().st_mode)
    ]
    assert sockets == []


def test_it_stops_politely_and_starts_on_the_same_port(server):
    server.stop()
    with pytest.raises(OSError, match="refused"):
        ask(server, "GET", "/healthz")
    server.start()
    assert ask(server, "GET", "/healthz")[0].status == 200


def test_it_is_another_release_with_a_salt(server):
    before = ask(server, "GET", "/")[1]
    server.kill()
    server.start(BOOSTER_RELEASE_SALT="2")
    assert ask(server, "GET", "/")[1] != before


def test_it_brings_an_empty_database_up_to_date(tmp_path):
    with Server(tmp_path / "new.sqlite") as server:
        assert ask(server, "GET", "/readyz")[0].status == 200


def test_it_says_why_it_does_not_start(tmp_path):
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / 'x.sqlite'}", "PORT": "1"}
    refused = subprocess.run(
        [sys.executable, "-m", "gunicorn", "wsgi:app"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert refused.returncode != 0
    assert "SECRET_KEY must be" in refused.stderr
