"""A network that fails: a TCP proxy on the loopback address, between phones and the server.

It reads each request whole and asks anew what to do with it, so that a connection that is kept
alive cannot slip past a fault.
"""

import json
import re
import select
import socket
import socketserver
import struct
import threading
from collections.abc import Callable
from typing import NamedTuple, Self

PATIENCE = 60  # seconds that anything may take
STALL_SECONDS = 1
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_COMPRESSED = re.compile(rb"\r\naccept-encoding:[^\r]*", re.IGNORECASE)
_ANSWERS = re.compile(rb'("answers": ?\[|"box": ?"[^"]{40})(.)')


class Asked(NamedTuple):
    """A request, whole."""

    method: str
    path: str
    whole: bytes


class Proxy:
    """`choose` gives the name of the fault, one of FAULTS, for each request."""

    def __init__(self, upstream: int, choose: Callable[[Asked], str]) -> None:
        self._upstream, self.choose = upstream, choose
        self.mistake: tuple[str, str] | None = None  # made in every script: found, put instead
        self.made = 0
        self.done: dict[str, int] = {}
        self._lock = threading.Lock()
        self._server = _Listener(("127.0.0.1", 0), self._handle)
        self.port = self._server.server_address[1]
        self.url = f"http://localhost:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(PATIENCE)

    def forward(self, request: bytes) -> bytes:
        """The server's whole answer; nothing when it is not there."""
        try:
            with socket.create_connection(("127.0.0.1", self._upstream), PATIENCE) as line:
                line.sendall(request)
                return _until_end(line)
        except OSError:
            return b""

    def _handle(self, line: socket.socket, *_where: object) -> None:
        line.settimeout(PATIENCE)
        try:
            asked = _read(line)
            if asked:
                name = self.choose(asked)
                with self._lock:
                    self.done[name] = self.done.get(name, 0) + 1
                FAULTS[name](Call(self, line, asked))
        except OSError:
            return  # who asked has gone


class Call(NamedTuple):
    """Somebody on the line, and what they ask."""

    proxy: Proxy
    line: socket.socket
    asked: Asked

    def forward(self, altered: bytes | None = None) -> bytes:
        return self.proxy.forward(altered or self.asked.whole)


class _Listener(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 128


def _read(line: socket.socket) -> Asked | None:
    whole = b""
    while b"\r\n\r\n" not in whole:
        part = line.recv(65536)
        if not part:
            return None
        whole += part
    head, _, body = whole.partition(b"\r\n\r\n")
    found = _LENGTH.search(head)
    missing = (int(found[1]) if found else 0) - len(body)
    while missing > 0:
        part = line.recv(65536)
        if not part:
            return None
        whole, missing = whole + part, missing - len(part)
    method, path, *_ = head.split(b"\r\n")[0].decode().split(" ")
    return Asked(method, path, whole)


def _until_end(line: socket.socket) -> bytes:
    answer = b""
    while part := line.recv(65536):
        answer += part
    return answer


def _say(line: socket.socket, status: int, kind: str, body: str, more: str = "") -> None:
    head = f"HTTP/1.1 {status} Said\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    line.sendall(f"{head}{more}Connection: close\r\n\r\n{body}".encode())


def _reset(line: socket.socket) -> None:
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.close()


def _passes(call: Call) -> None:
    mistake = call.proxy.mistake
    if mistake is None or not call.asked.path.endswith(".js"):
        call.line.sendall(call.forward())
        return
    plain = _COMPRESSED.sub(b"", call.asked.whole)
    head, _, body = call.forward(plain).partition(b"\r\n\r\n")
    body, made = re.subn(mistake[0].encode(), mistake[1].encode(), body)
    call.proxy.made += made
    head = _LENGTH.sub(b"\r\nContent-Length: %d" % len(body), head)
    call.line.sendall(head + b"\r\n\r\n" + body)


def _drops_before(call: Call) -> None:
    """Nothing arrives; the line ends in the ordinary way."""


def _resets_before(call: Call) -> None:
    _reset(call.line)


def _stalls(call: Call) -> None:
    """Nothing moves until who asks gives up, or for a while."""
    select.select([call.line], [], [], STALL_SECONDS)


def _stalls_after(call: Call) -> None:
    call.forward()
    select.select([call.line], [], [], STALL_SECONDS)


def _drops_after(call: Call) -> None:
    """It was committed, and nobody hears of it."""
    call.forward()


def _resets_after(call: Call) -> None:
    call.forward()
    _reset(call.line)


def _cuts_the_answer(call: Call) -> None:
    answer = call.forward()
    call.line.sendall(answer[: len(answer) - 40])


def _sends_twice(call: Call) -> None:
    """As a proxy that tries again by itself does."""
    call.forward()
    call.line.sendall(call.forward())


def _alters(call: Call) -> None:
    """One character of the answers, so that all of it can still be read."""

    def other(found: re.Match[bytes]) -> bytes:
        return found[1] + (b"3" if found[2] != b"3" else b"0")

    call.line.sendall(call.forward(_ANSWERS.sub(other, call.asked.whole)))


def _portal(call: Call) -> None:
    _say(call.line, 200, "text/html", "<!doctype html><title>Hotel</title><h1>Please sign in</h1>")


def _portal_json(call: Call) -> None:
    _say(call.line, 200, "application/json", "{}")


def _portal_redirect(call: Call) -> None:
    _say(call.line, 302, "text/html", "", "Location: /sign-in-to-the-hotel\r\n")


def _another_receipt(call: Call) -> None:
    said = {"id": call.asked.path.rpartition("/")[2], "digest": "0" * 64}
    _say(call.line, 201, "application/json", json.dumps(said))


def _gateway_gives_up(call: Call) -> None:
    """Committed, and a proxy in front says 504."""
    call.forward()
    _say(call.line, 504, "text/html", "<h1>Gateway timeout</h1>")


def _refuses(status: int) -> Callable[[Call], None]:
    said = json.dumps({"error": {"code": "no", "message": "Not like this.", "fields": []}})
    more = "Retry-After: 1\r\n" if status in (429, 503) else ""

    def refuse(call: Call) -> None:
        _say(call.line, status, "application/json", said, more)

    return refuse


# Those by which the phone parks an item until it is tried by hand or an update comes.
PARKING = (400, 403, 404, 409, 413, 415, 422)
FAULTS: dict[str, Callable[[Call], None]] = {
    "none": _passes,
    "dropped before": _drops_before,
    "reset before": _resets_before,
    "stalled before": _stalls,
    "stalled after": _stalls_after,
    "dropped after commit": _drops_after,
    "reset after commit": _resets_after,
    "answer cut": _cuts_the_answer,
    "sent twice": _sends_twice,
    "altered on the way": _alters,
    "portal": _portal,
    "portal in JSON": _portal_json,
    "portal's redirect": _portal_redirect,
    "another's receipt": _another_receipt,
    "504 after commit": _gateway_gives_up,
} | {f"status {status}": _refuses(status) for status in (*PARKING, 401, 408, 429, 500, 502, 503)}
