"""Who may do what to FHIR's resources: a program with an access token whose scopes allow it.

`@needs("Patient", "r")` goes below the route of a view; the letters are c, r and s. The view finds
its clinic in `g.clinic_id` and the program in `g.client`; its session is in the clinic. What reads
is put on record when it has answered, and says before with `shown` how much that was. What writes
calls `written` in the transaction of what it writes, and commits.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from flask import Response, g, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from pwa.care import audit, tokens
from pwa.care.audit import Actor
from pwa.care.programs import scopes
from pwa.care.programs.tokens import opened
from pwa.interop import doors
from pwa.web.pace import not_too_fast
from pwa.web.session import current_session, writing_session

EVENTS = {"r": "fhir.read", "s": "fhir.searched"}
ANSWERED = (200, 304)
LONGEST_TOKEN = 200
Given = ParamSpec("Given")
View = Callable[Given, ResponseReturnValue]


def needs(kind: str, act: str) -> Callable[[View[Given]], Callable[Given, Response]]:
    """Open a view only to a program that may do this to this kind of resource."""

    def guarded(view: View[Given]) -> Callable[Given, Response]:
        @wraps(view)
        def admitted(*given: Given.args, **named: Given.kwargs) -> Response:
            _admit(kind, act)
            if act == "c":
                writing_session()
            response = make_response(view(*given, **named))
            if act in EVENTS and response.status_code in ANSWERED:
                _put_on_record(kind, act)
            return response

        admitted.needs = (kind, act)  # type: ignore[attr-defined]  # for a test of all routes
        return admitted

    return guarded


def shown(count: int = 1, patient_id: str | None = None) -> None:
    """This answer shows so many resources, all of one patient where one is named."""
    g.shown = (count, patient_id)


def written(kind: str, count: int = 1, patient_id: str | None = None) -> None:
    """Put on record that the program has written, in the request's transaction."""
    audit.record(current_session(), g.actor, "fhir.written", patient_id, kind=kind, count=count)


def _admit(kind: str, act: str) -> None:
    token = _bearer()
    found = opened(current_session(writes=False), token) if token else None
    if found is None:
        raise Unauthorized(*_why("invalid_token" if token else None))
    g.client, g.scopes = found
    g.clinic_id = g.client.clinic_id
    g.actor = Actor("client", g.client.id, g.clinic_id)
    not_too_fast(tokens.hashed("pace", g.client.id))
    if not scopes.allow(g.scopes, kind, act):
        raise _Insufficient(kind, act)


class _Insufficient(Forbidden):
    """The token is good, and not for this."""

    def __init__(self, kind: str, act: str) -> None:
        super().__init__(f"The access token’s scopes do not include system/{kind}.{act}.")
        self._scope = f"system/{kind}.{act}"

    def get_headers(self, *given: Any, **named: Any) -> list[tuple[str, str]]:
        says = _challenge(error="insufficient_scope", scope=self._scope)
        return [*super().get_headers(*given, **named), ("WWW-Authenticate", says.to_header())]


def _why(error: str | None) -> tuple[str, None, WWWAuthenticate]:
    says = "is needed" if error is None else "is not known, or over: ask for a new one"
    return f"An access token {says}.", None, _challenge(error=error)


def _challenge(**values: str | None) -> WWWAuthenticate:
    given = {"realm": doors.base()} | values
    return WWWAuthenticate("bearer", {name: value for name, value in given.items() if value})


def _bearer() -> str:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" and len(token) <= LONGEST_TOKEN else ""


def _put_on_record(kind: str, act: str) -> None:
    count, patient_id = g.pop("shown", (1, None))
    audit.record(writing_session(), g.actor, EVENTS[act], patient_id, kind=kind, count=count)
    current_session().commit()
