"""A POST to an address that somebody else has named. It never reaches into our own network.

The name is resolved here and the connection goes to that very address, so that a name which
changes its mind in between leads nowhere else. Redirects are not followed.
"""

import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ssl import SSLSocket, create_default_context
from typing import NamedTuple

from pwa.care.reminders import endpoint
from pwa.errors import Invalid

PATIENCE = 10


class NotSent(Exception):
    """Nothing has left this machine."""


class Inside(NotSent):
    """The name leads into our own network."""


class Lost(Exception):
    """It may have arrived: the line broke while the answer was awaited."""


class Reply(NamedTuple):
    status: int


def post(
    url: str, body: bytes, headers: Mapping[str, str], local: bool, patience: float = PATIENCE
) -> Reply:
    """Send the body and wait so many seconds in all; `local` allows loopback, for a demo and tests.

    An answer that comes a byte at a time is cut off as well.
    """
    end = time.monotonic() + patience
    connection = _connected(url, local, end)
    parts = endpoint.check(url, local)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        with _cut_at(end, connection.sock):
            connection.request("POST", target, body, dict(headers))
            return Reply(connection.getresponse().status)
    except (OSError, HTTPException) as error:
        raise Lost(type(error).__name__) from error
    finally:
        connection.close()


def _connected(url: str, local: bool, end: float) -> HTTPConnection:
    try:
        parts = endpoint.check(url, local)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        address = _address(host, port, local)
        line = socket.create_connection((address, port), max(0.1, end - time.monotonic()))
        if parts.scheme == "http":
            connection = HTTPConnection(host, port)
            connection.sock = line
            return connection
        connection = HTTPSConnection(host, port)
        connection.sock = _encrypted(line, host, end)
    except (OSError, Invalid) as error:
        raise NotSent(str(error)) from error
    return connection


def _encrypted(line: socket.socket, host: str, end: float) -> SSLSocket:
    sealed = create_default_context().wrap_socket(
        line, server_hostname=host, do_handshake_on_connect=False
    )
    try:
        with _cut_at(end, sealed):
            sealed.do_handshake()
    except OSError:
        sealed.close()
        raise
    return sealed


@contextmanager
def _cut_at(end: float, line: socket.socket) -> Iterator[None]:
    """Cut the line at a moment, and fail: a time limit of a socket begins anew with each byte."""
    is_over = threading.Event()

    def cut() -> None:
        is_over.set()
        with suppress(OSError):  # it was closed meanwhile
            socket.socket.shutdown(line, socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, end - time.monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
    if is_over.is_set():  # half an answer would pass for a whole one
        raise TimeoutError


def _address(host: str, port: int, local: bool) -> str:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(endpoint.may_connect(one, local) for one in addresses):
        raise Inside(f"{host} does not lie outside")
    return addresses[0]
