"""The JSON body of a call, field by field. What nobody asks for is passed by: there may be more."""

from typing import Any

from flask import Response, abort, jsonify, request

from pwa.decision.reader import Reader
from pwa.errors import Fault
from pwa.interop import strict_json
from pwa.web import errors

UNREADABLE = "The body must be a JSON object, with each name once."


def read() -> dict[str, Any]:
    """The request's body; 415 for what is not JSON, 400 for what can't be read."""
    if not request.is_json:
        abort(415)
    try:
        said = strict_json.loads(request.get_data())
    except ValueError:
        said = None
    if not isinstance(said, dict):
        abort(400, UNREADABLE)
    return said


class Fields(Reader):
    """What was said where, with a fault for each that is not as it must be."""

    def object(self, value: Any, field: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.fault(field, "must be an object")
            return {}
        return value

    def text(self, value: Any, field: str, longest: int) -> str:
        """A text that can be kept: no half of a character, and none that is unseen."""
        if not isinstance(value, str) or not strict_json.is_text(value):
            self.fault(field, "must be a text")
            return ""
        if len(value) > longest:
            self.fault(field, f"must have at most {longest} characters")
        return value


def as_json(status: int, code: str, message: str, faults: list[Fault]) -> Response:
    """An error of this door; CDS Hooks leaves its body open, so it is the one that we have."""
    response = jsonify(errors.as_json(code, message, faults))
    response.status_code = status
    return response
