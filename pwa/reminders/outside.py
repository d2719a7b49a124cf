"""A POST to an address that somebody else has named. It never reaches into our own network.

The name is resolved here and the connection goes to that very address, so that a name which
changes its mind in between leads nowhere else. Redirects are not followed.
"""

import socket
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ssl import create_default_context
from typing import NamedTuple

from pwa.care.reminders import endpoint
from pwa.errors import Invalid

PATIENCE = 10


class NotSent(Exception):
    """Nothing has left this machine."""


class Lost(Exception):
    """It may have arrived: the line broke while the answer was awaited."""


class Reply(NamedTuple):
    status: int


def post(url: str, body: bytes, headers: Mapping[str, str], local: bool) -> Reply:
    """Send the body; `local` allows loopback, for a demo and for tests."""
    connection = _connected(url, local)
    parts = endpoint.check(url, local)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        try:
            connection.request("POST", target, body, dict(headers))
            return Reply(connection.getresponse().status)
        except (OSError, HTTPException) as error:
            raise Lost(type(error).__name__) from error
    finally:
        connection.close()


def _connected(url: str, local: bool) -> HTTPConnection:
    try:
        parts = endpoint.check(url, local)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        line = socket.create_connection((_address(host, port, local), port), PATIENCE)
        if parts.scheme == "http":
            connection = HTTPConnection(host, port, timeout=PATIENCE)
            connection.sock = line
            return connection
        connection = HTTPSConnection(host, port, timeout=PATIENCE)
        connection.sock = create_default_context().wrap_socket(line, server_hostname=host)
    except (OSError, Invalid) as error:
        raise NotSent(str(error)) from error
    return connection


def _address(host: str, port: int, local: bool) -> str:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(endpoint.may_connect(one, local) for one in addresses):
        raise NotSent(f"{host} does not lie outside")
    return addresses[0]
