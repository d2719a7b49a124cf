"""How much a request may send, and how deep. An item of a phone is about one kilobyte."""

from typing import Any

from flask import Flask, abort, request
from flask.json.provider import DefaultJSONProvider

API_BYTES = 64 * 1024
FORM_BYTES = 1024 * 1024
AN_ITEM = ("/api/", "/fhir/")  # the doors at which one item comes at a time
DRAINED_BYTES = 4 * FORM_BYTES


class Shallow(DefaultJSONProvider):
    """What is nested too deep to be read is no JSON of ours, and no fault of ours either."""

    def loads(self, s: str | bytes, **options: Any) -> Any:
        try:
            return super().loads(s, **options)
        except RecursionError:
            raise ValueError("nested too deep") from None


def init_app(app: Flask) -> None:
    app.json = Shallow(app)
    app.config["MAX_CONTENT_LENGTH"] = FORM_BYTES
    app.before_request(refuse_too_much)


def refuse_too_much() -> None:
    """Refuse a body over its limit by its length, or while it is read when it gives none."""
    limit = API_BYTES if request.path.startswith(AN_ITEM) else FORM_BYTES
    request.max_content_length = limit
    if (request.content_length or 0) > limit:
        # A closed connection with unread bytes is reset, and the sender never sees the 413.
        request.environ["wsgi.input"].read(min(request.content_length or 0, DRAINED_BYTES))
        abort(413)
