"""What a program has signed: a JWT that proves who sends it, and is taken once.

Source: RFC 7523; SMART App Launch 2.2, "Asymmetric (public key) Client Authentication".
"""

import json
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from joserfc import jws, jwt
from joserfc.errors import JoseError
from sqlmodel import Session

from pwa.care import clock, tokens
from pwa.care.programs import jwks
from pwa.errors import Forbidden
from pwa.store.insert import unless_there
from pwa.store.tables import Client, SpentAssertion
from pwa.store.tables.base import new_id

LONGEST = timedelta(minutes=5)
SKEW = timedelta(seconds=30)  # by which a program's clock may be ahead of ours
LONGEST_TEXT = 8 * 1024
LONGEST_ID = 255
ALGORITHMS = tuple(jwks.ALGORITHMS.values())
UNKNOWN = "The program is not known, or this is not signed with a key of its own."
UNREADABLE = (JoseError, ValueError, TypeError, KeyError, RecursionError)


class NotTaken(Forbidden):
    """An assertion that proves nothing. Only a true signature is told what else is wrong."""


class Unknown(NotTaken):
    """One that nobody known has signed, for all that can be told: perhaps a guess."""


class Expected(NamedTuple):
    """Whom it must be from and for; a `subject` of None may be anybody's."""

    audience: str
    issuer: str
    subject: str | None = None


class _Registry(jws.JWSRegistry):
    max_header_length = 2048  # room for an address or a certificate, which nobody here follows


_REGISTRY = _Registry(algorithms=ALGORITHMS, strict_check_header=False)


def read(client: Client | None, text: str, expected: Expected) -> dict[str, Any]:
    """The claims of an assertion that this client has signed, for us, and for now; or NotTaken."""
    if client is None or client.revoked_at is not None or len(text) > LONGEST_TEXT:
        raise Unknown(UNKNOWN)
    try:
        token = jwt.decode(text, lambda signed: _key(client, signed), registry=_REGISTRY)
    except UNREADABLE:
        raise Unknown(UNKNOWN) from None
    if str(token.header.get("typ")).upper() != "JWT":
        raise NotTaken('The header "typ" must be "JWT".')
    _check(token.claims, expected)
    return token.claims


def spend(s: Session, client: Client | None, claims: dict[str, Any]) -> None:
    """Take the `jti` of claims that `read` gave; NotTaken when it was taken before."""
    assert client is not None  # noqa: S101  # nosec B101  # nobody's claims are read
    row = {
        "clinic_id": client.clinic_id,
        "id": new_id(),
        "client_id": client.id,
        "jti_hash": tokens.hashed("jti", claims["jti"]),
        "expires_at": _moment(claims["exp"]),
    }
    if not unless_there(s, SpentAssertion, row):
        raise NotTaken('This "jti" was used before. Sign a new assertion for each request.')


def said_issuer(text: str) -> str:
    """Who an assertion says it is from, "" for nobody. Nothing is proved yet."""
    try:
        said = json.loads(jws.extract_compact(text.encode(), registry=_REGISTRY).payload)
        issuer = said["iss"]
    except UNREADABLE:
        return ""
    return issuer if isinstance(issuer, str) and len(issuer) <= LONGEST_ID else ""


def _key(client: Client, signed: Any) -> Any:
    header = signed.headers()
    key = jwks.find(client.keys, header.get("kid"), header.get("alg"))
    if key is None:
        raise KeyError("no such key")
    return key


def _check(claims: dict[str, Any], expected: Expected) -> None:
    for name, wanted in (("iss", expected.issuer), ("sub", expected.subject)):
        if wanted is not None and claims.get(name) != wanted:
            raise NotTaken(f'"{name}" must be "{wanted}".')
    if claims.get("aud") not in (expected.audience, [expected.audience]):
        raise NotTaken(f'"aud" must be "{expected.audience}", and nothing beside it.')
    jti = claims.get("jti")
    if not isinstance(jti, str) or not 0 < len(jti) <= LONGEST_ID:
        raise NotTaken(f'"jti" must be a text of 1 to {LONGEST_ID} characters.')
    _check_times(claims, clock.now())


def _check_times(claims: dict[str, Any], now: datetime) -> None:
    ends = _moment(claims.get("exp"))
    if not now < ends <= now + LONGEST + SKEW:
        raise NotTaken('"exp" must be in the future, and at most five minutes from now.')
    for name in ("iat", "nbf"):
        if name in claims and _moment(claims[name]) > now + SKEW:
            raise NotTaken(f'"{name}" must not be in the future.')


def _moment(seconds: Any) -> datetime:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise NotTaken("A moment must be a number: the seconds since 1970.")
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        raise NotTaken("A moment must be one of this century.") from None
