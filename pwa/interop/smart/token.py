"""Access tokens for programs: client credentials, proved by a signed JWT.

Source: SMART App Launch 2.2, "Backend Services"; RFC 6749; RFC 7523.
"""

from flask import Response, g, jsonify, request

from pwa.care import audit, guesses
from pwa.care.audit import Actor
from pwa.care.programs import assertions, clients, scopes, tokens
from pwa.care.programs.assertions import Expected, NotTaken, Unknown
from pwa.errors import TooMany
from pwa.interop import doors
from pwa.interop.smart.refusal import Refused, answered
from pwa.store.tables import Client
from pwa.web.session import current_session, writing_session

GRANT = "client_credentials"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
FIELDS = ("grant_type", "client_assertion_type", "client_assertion", "scope")
GUESSING = "program"


@doors.smart.post("/oauth/token")
def token() -> Response:
    try:
        said = _said()
        client = _proved(said["client_assertion"])
        return _given(client, said["scope"])
    except Refused as refused:
        return answered(refused.error, refused.description, refused.status)


def _said() -> dict[str, str]:
    """The request's fields, each once (RFC 6749, 3.2)."""
    form = request.form
    if any(len(form.getlist(name)) > 1 for name in form):
        raise Refused("invalid_request", "Each parameter may be given once.")
    said = {name: form.get(name, "") for name in FIELDS}
    if said["grant_type"] != GRANT:
        missing = "" if said["grant_type"] else " It must be sent as a form."
        error = "unsupported_grant_type" if said["grant_type"] else "invalid_request"
        raise Refused(error, f"grant_type must be {GRANT}.{missing}")
    if said["client_assertion_type"] != ASSERTION:
        raise Refused("invalid_request", f"client_assertion_type must be {ASSERTION}.")
    if not said["client_assertion"]:
        raise Refused("invalid_request", "client_assertion must be a signed JWT.")
    return said


def _proved(assertion: str) -> Client:
    """The client that has signed; the session writes in its clinic, and has taken the assertion."""
    address = request.remote_addr or ""
    try:
        guesses.refuse_if_full(current_session(writes=False), address, is_code=False, what=GUESSING)
        return _signed(assertion)
    except TooMany as error:
        wait = f"Too many requests that prove nothing. Wait {error.gaps['minutes']} min."
        raise Refused("temporarily_unavailable", wait, 429) from error
    except Unknown as error:
        g.pop("clinic_id", None)
        guesses.note(writing_session(), address, GUESSING)
        current_session().commit()
        raise Refused("invalid_client", error.message, 401) from error
    except NotTaken as error:
        raise Refused("invalid_client", error.message, 401) from error


def _signed(assertion: str) -> Client:
    claimed = assertions.said_issuer(assertion)
    found = clients.entered(current_session(), claimed)
    expected = Expected(doors.token_url(), claimed, claimed)
    claims = assertions.read(found, assertion, expected)
    assert found is not None  # noqa: S101  # nosec B101  # read refuses nobody's
    g.clinic_id = found.clinic_id
    # It may have been revoked since the look.
    client = clients.entered(writing_session(), claimed)
    if client is None:
        raise Unknown(assertions.UNKNOWN)
    assertions.spend(current_session(), client, claims)
    return client


def _given(client: Client, asked: str) -> Response:
    granted = scopes.granted(asked, client.scopes)
    if not granted:
        # The assertion is spent all the same.
        current_session().commit()
        raise Refused("invalid_scope", f"This client may have: {' '.join(client.scopes)}")
    value = tokens.issue(current_session(), client, granted)
    actor = Actor("client", client.id, client.clinic_id)
    audit.record(current_session(), actor, "access-token.issued", client.id, scopes=granted)
    current_session().commit()
    seconds = int(tokens.VALID.total_seconds())
    said = {"access_token": value, "token_type": "bearer", "expires_in": seconds}
    response = jsonify(said | {"scope": " ".join(granted)})
    response.headers.update({"Cache-Control": "no-store", "Pragma": "no-cache"})
    return response
