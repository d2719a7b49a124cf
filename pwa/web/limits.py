"""How much a request may send. An item of a phone is about one kilobyte."""

from flask import Flask, abort, request

API_BYTES = 64 * 1024
FORM_BYTES = 1024 * 1024
DRAINED_BYTES = 4 * FORM_BYTES


def init_app(app: Flask) -> None:
    app.config["MAX_CONTENT_LENGTH"] = FORM_BYTES
    app.before_request(refuse_too_much)


def refuse_too_much() -> None:
    """Refuse a body over its limit by its length, or while it is read when it gives none."""
    limit = API_BYTES if request.path.startswith("/api/") else FORM_BYTES
    request.max_content_length = limit
    if (request.content_length or 0) > limit:
        # A closed connection with unread bytes is reset, and the sender never sees the 413.
        request.environ["wsgi.input"].read(min(request.content_length or 0, DRAINED_BYTES))
        abort(413)
