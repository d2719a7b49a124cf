"""Servers with one mistake each, for gunicorn: `tests.faults.servers:answers_first`."""

import base64
import time
from collections.abc import Iterable
from typing import Any

from flask import Flask, Response, jsonify, request

from pwa.care.digest import DigestError
from pwa.patient import items
from pwa.store.light import Light
from pwa.web import errors
from wsgi import app

HELD: list[Light] = []


def answers_first(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    """The answer goes out, and a moment later all is committed."""
    Light.commit, Light.close = _hold, _stay  # type: ignore[method-assign]
    return _Late(app.wsgi_app(environ, start))


class _Late:
    def __init__(self, answer: Iterable[bytes]) -> None:
        self._answer = answer

    def __iter__(self) -> Any:
        return iter(self._answer)

    def close(self) -> None:
        self._answer.close()  # type: ignore[attr-defined]
        time.sleep(0.2)
        for light in HELD:
            _COMMIT(light)
            _CLOSE(light)
        HELD.clear()


_COMMIT, _CLOSE = Light.commit, Light.close


def _hold(light: Light) -> None:
    HELD.append(light)


def _stay(light: Light) -> None:
    if light not in HELD:
        _CLOSE(light)


def believes_the_header(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    """The digest is what the phone says, whatever arrived."""
    items.verified = _said  # type: ignore[attr-defined]
    return app.wsgi_app(environ, start)


def _said(_body: bytes, header: str | None) -> str:
    if not header:
        raise DigestError("none")
    return base64.b64decode(header.removeprefix("sha-256=:").removesuffix(":")).hex()


def hides_the_database() -> Flask:
    """What the database refuses is called a success."""
    for error in errors.AWAY:
        app.register_error_handler(error, _success)
    return app


def _success(_error: Exception) -> Response:
    digest = _said(b"", request.headers.get("Content-Digest"))
    return jsonify({"id": request.path.rpartition("/")[2], "digest": digest})
