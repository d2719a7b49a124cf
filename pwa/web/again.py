"""What the database has taken back is done once more: nothing of it was kept.

PostgreSQL ends one of two transactions that stand in each other's way. Turns make that rare, and a
second try is all it takes.
"""

from itertools import chain
from typing import Any

from flask import Response, current_app, g, make_response, request

from pwa.web.session import forget

TAKEN_BACK = ("40001", "40P01")  # serialization_failure, deadlock_detected
TRIES = 3


def may_try(error: Exception) -> bool:
    """Whether this error means that the same request may well succeed now."""
    code = getattr(getattr(error, "orig", None), "sqlstate", None)
    return code in TAKEN_BACK and g.get("tries", 1) < TRIES


def once_more() -> Response:
    """The request anew, from its door on, with a session of its own."""
    g.tries = g.get("tries", 1) + 1
    forget()
    for file in chain(*request.files.listvalues()):
        file.stream.seek(0)
    try:
        said: Any = current_app.preprocess_request()
        if said is None:
            said = current_app.dispatch_request()
    except Exception as error:  # noqa: BLE001  the app's handlers know each
        said = current_app.handle_user_exception(error)
    return make_response(said)
