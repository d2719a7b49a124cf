"""Who may come in: a record system, with a JWT that it has signed for this very call.

Its keys are the registered ones. An address of keys in the JWT (`jku`) is not followed.
Source: CDS Hooks 2.0, "Trusting CDS Clients".
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import g, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from pwa.care import clock, tokens
from pwa.care.audit import Actor
from pwa.care.programs import assertions, clients
from pwa.care.programs.assertions import Expected, NotTaken
from pwa.interop import doors
from pwa.store.tables import Client
from pwa.web.address import root
from pwa.web.pace import not_too_fast
from pwa.web.session import current_session, writing_session

View = Callable[[str], ResponseReturnValue]


@doors.cds.before_request
def which_system() -> None:
    """Whose address was called: `g.client`, and the session is in its clinic; or None."""
    client_id = str((request.view_args or {}).get("client_id"))
    g.client = _asking(current_session(writes=False), client_id)


def signed(view: View) -> View:
    """Open a view only to who has signed for this very address; `begin` takes what was signed."""

    @wraps(view)
    def admitted(client_id: str) -> ResponseReturnValue:
        g.claims = _proved()
        g.clinic_id = g.client.clinic_id
        g.actor = Actor("client", client_id, g.clinic_id)
        not_too_fast(tokens.hashed("pace", client_id))
        return view(client_id)

    admitted.signed = True  # type: ignore[attr-defined]  # for a test of all routes
    return admitted


def begin() -> Session:
    """The session writes from here on. What was signed is taken, if the view commits."""
    s = writing_session()
    g.client = _asking(s, g.client.id)  # it may have been revoked since the look
    try:
        _known(g.client)
        assertions.spend(s, g.client, g.claims)
    except NotTaken as error:
        raise _refused(error.message) from error
    g.client.used_at = clock.now()
    s.add(g.client)
    return s


def _asking(s: Session, client_id: str) -> Client | None:
    found = clients.entered(s, client_id)
    return found if found and found.issuer else None


def _proved() -> dict[str, Any]:
    kind, _, text = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer":
        raise _refused("A JWT, signed for this address, is needed.", None)
    issuer = g.client.issuer if g.client else ""
    try:
        claims = assertions.read(
            g.client, text.strip(), Expected(f"{root()}{request.path}", issuer)
        )
    except NotTaken as error:
        raise _refused(error.message) from error
    if "iat" not in claims:
        raise _refused('"iat" must say when it was issued.')
    return claims


def _known(client: Client | None) -> None:
    if client is None:
        raise NotTaken(assertions.UNKNOWN)


def _refused(why: str, error: str | None = "invalid_token") -> Unauthorized:
    challenge = WWWAuthenticate("bearer", {"realm": root()})
    challenge.error = error  # left out when there is none
    return Unauthorized(why, None, challenge)
