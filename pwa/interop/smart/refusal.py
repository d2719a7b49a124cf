"""Errors as OAuth has them (RFC 6749, 5.2): a code of its list, and a line for a developer."""

from flask import Response, jsonify

from pwa.errors import Fault

CODES = {401: "invalid_client", 429: "temporarily_unavailable", 503: "temporarily_unavailable"}


class Refused(Exception):
    """A request for a token that is not granted; `error` is one of RFC 6749's codes."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.error, self.description, self.status = error, description, status


def answered(error: str, description: str, status: int) -> Response:
    """The answer to a refused request. It is not kept anywhere."""
    response = jsonify(error=error, error_description=_plain(description))
    response.status_code = status
    response.headers.update({"Cache-Control": "no-store", "Pragma": "no-cache"})
    return response


def as_oauth(status: int, _code: str, message: str, _faults: list[Fault]) -> Response:
    """What else goes wrong at this door, in the same shape."""
    usual = "server_error" if status >= 500 else "invalid_request"
    return answered(CODES.get(status, usual), message, status)


def _plain(text: str) -> str:
    """RFC 6749 allows neither quotation marks nor what is not ASCII."""
    quoted = text.replace('"', "'").replace("’", "'")
    return quoted.encode("ascii", "replace").decode()
