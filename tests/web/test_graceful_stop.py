"""A server that was told to stop says so first, and finishes what it has begun."""

import http.client
import os
import signal
import socket
import time
from contextlib import closing

import pytest

from tests.browser.server import PATIENCE, Server


@pytest.fixture
def server(database_url, tmp_path):
    env = {"DATABASE_URL": database_url, "BOOSTER_DRAIN_SECONDS": "3600"}
    with Server(tmp_path / "server", **env) as server:
        yield server


def status(server, path):
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)) as line:
        line.request("GET", path)
        return line.getresponse().status


def until(reached, what):
    end = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def begin_to_send(server) -> socket.socket:
    """A submission in a worker's hands, which waits for its last bytes."""
    line = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
    line.sendall(
        b"PUT /api/check-ins/5f0c9c1e-4b1e-4a57-9d6b-0d6c7b7a9f11 HTTP/1.1\r\nHost: localhost\r\n"
        b"X-Booster: 1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
        b"Expect: 100-continue\r\n\r\n"
    )
    assert line.recv(64).startswith(b"HTTP/1.1 100")
    return line


def test_it_says_so_goes_on_answering_and_then_ends_what_it_has(server):
    master = server._process
    os.kill(master.pid, signal.SIGTERM)
    until(lambda: status(server, "/readyz") == 503, "it never said that it stops")
    assert [status(server, path) for path in ("/healthz", "/", "/readyz")] == [200, 200, 503]
    with closing(begin_to_send(server)) as line:
        os.kill(master.pid, signal.SIGTERM)  # the balancer has turned away: go now
        until(lambda: "Worker exiting" in server.log.read_text(), "no idle worker went")
        line.sendall(b"{}")
        assert line.recv(64).startswith(b"HTTP/1.1 400")  # no digest: an answer of the app's own
    assert master.wait(PATIENCE) == 0
