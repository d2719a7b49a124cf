"""What a caller sees when something goes wrong: words on a page, JSON in /api and other doors."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from sqlalchemy.exc import InternalError, OperationalError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, SecurityError

from pwa.errors import BoosterError, Fault, Invalid
from pwa.web import again, health
from pwa.web.error_words import FAILSAFE, WORDS, Words
from pwa.web.language import current_language, gettext

STATUS = {
    "invalid": 422,
    "not-found": 404,
    "conflict": 409,
    "expired": 410,
    "forbidden": 403,
    "too-many": 429,
    "unavailable": 503,
}
CODES = {status: code for code, status in STATUS.items()} | {400: "bad-request", 500: "error"}
RETRY_SECONDS = "5"
# InternalError: a primary that was replaced takes no writes any more.
AWAY = (OperationalError, InternalError, PoolTimeout)
log = logging.getLogger(__name__)
# An error as a door's own callers expect it: of a status, a code, words and the fields at fault.
Shape = Callable[[int, str, str, list[Fault]], Response]


def shape(app: Flask, beginning: str, made: Shape) -> None:
    """Have every error below an address that begins so answered in the door's own shape."""
    app.extensions.setdefault("error-shapes", {})[beginning] = made


def init_app(app: Flask) -> None:
    app.register_error_handler(BoosterError, told)
    for error in AWAY:
        app.register_error_handler(error, database_is_away)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, unexpected)


def told(error: BoosterError) -> Response:
    """An error that the product itself raised, with words that may be told."""
    faults = error.faults if isinstance(error, Invalid) else []
    return answer(STATUS.get(error.code, 500), _in_words(error), faults)


def _in_words(error: BoosterError) -> str:
    return current_language().say(error.text, **error.gaps) if error.gaps else gettext(error.text)


def database_is_away(error: Exception) -> Response:
    if again.may_try(error):
        return again.once_more()
    log.error("The database did not answer: %s", type(error).__name__, exc_info=_hushed(error))
    return answer(503)


def http_error(error: HTTPException) -> Response:
    cause = getattr(error, "original_exception", None)
    if isinstance(cause, AWAY):  # after the view had answered
        return database_is_away(cause)
    if error.response is not None or error.code is None or error.code < 400:
        return make_response(error.get_response())
    given = error.description if error.description != type(error).description else None
    response = answer(error.code, gettext(given) if given else None)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def unexpected(error: Exception) -> Response:
    log.error("%s failed", request.endpoint or "A request", exc_info=_hushed(error))
    return answer(500)


def _hushed(error: Exception) -> Exception:
    """The error for the log, without the row's values: they are a person's name or answers."""
    if isinstance(error, StatementError):
        error.hide_parameters = True
    return error


def answer(status: int, message: str | None = None, faults: list[Fault] | None = None) -> Response:
    """The error as JSON under /api, as a page elsewhere."""
    words = WORDS.get(status) or Words(HTTPStatus(status).phrase, WORDS[500].lines)
    words = Words(gettext(words.title), tuple(map(gettext, words.lines)))
    if made := _as_api if is_api() else _shape():
        response = made(status, _code(status), _told(words, message), faults or [])
    else:
        response = _page(status, words, message)
    response.status_code = status
    if status in (429, 503):
        response.headers["Retry-After"] = RETRY_SECONDS
    return response


def is_api() -> bool:
    return request.path.startswith("/api/") or request.path in health.PATHS


def as_json(code: str, message: str, faults: list[Fault] | None = None) -> dict[str, Any]:
    """The one shape of an error in JSON."""
    fields = [{"field": fault.field, "message": fault.message} for fault in faults or []]
    return {"error": {"code": code, "message": message, "fields": fields}}


def _shape() -> Shape | None:
    shapes: dict[str, Shape] = current_app.extensions.get("error-shapes", {})
    here = (made for beginning, made in shapes.items() if request.path.startswith(beginning))
    return next(here, None)


def _as_api(_status: int, code: str, message: str, faults: list[Fault]) -> Response:
    return jsonify(as_json(code, message, faults))


def _code(status: int) -> str:
    return CODES.get(status) or HTTPStatus(status).phrase.lower().replace(" ", "-")


def _told(words: Words, message: str | None) -> str:
    return message or " ".join((f"{words.title}.", *words.lines))


def _page(status: int, words: Words, message: str | None) -> Response:
    if isinstance(request.routing_exception, SecurityError):
        return _failsafe(words)  # no address of ours can be written for a name that is not ours
    try:
        page = render_template("web/error.html", status=status, words=words, message=message)
    except Exception:  # An error page must not fail, whatever else does.
        log.exception("The error page itself failed")
        return _failsafe(words)
    return make_response(page)


def _failsafe(words: Words) -> Response:
    return make_response(FAILSAFE.format(title=words.title, lines=" ".join(words.lines)))
