"""A record system of a clinic's: it has keys, signs, asks for tokens and uses them."""

import json
from functools import cache
from itertools import count
from typing import Any

from flask import Flask
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from pwa.care import clock
from pwa.care.programs import clients, scopes
from pwa.care.programs.clients import Facts
from pwa.care.programs.jwks import ALGORITHMS
from pwa.store.tables import Client
from tests.cast import Cast

EVERYTHING = tuple(scopes.written(scopes.OFFERED))
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_NUMBERS = count()


@cache
def key(kind: str = "EC", name: str = "key-1") -> ECKey | RSAKey:
    """A pair of keys; the same one for the same name."""
    made = {"kid": name, "use": "sig", "alg": ALGORITHMS[kind]}
    return ECKey.generate_key("P-384", made) if kind == "EC" else RSAKey.generate_key(2048, made)


def jwks(*keys: ECKey | RSAKey) -> dict[str, Any]:
    """What the system's people give the clinic."""
    return {"keys": [one.as_dict(private=False) for one in keys]}


def registered(s, clinic_id: str, by: str, **changes: Any) -> Client:
    """The record, made as the clinic's screen makes it; the caller commits."""
    given = changes.pop("keys", None) or jwks(key())
    text = given if isinstance(given, str) else json.dumps(given)
    facts = {"name": "Record system", "scopes": EVERYTHING, "keys": text} | changes
    return clients.register(s, clinic_id, Facts(**facts), by)


class Program:
    """The system at work, against an app: `program.get("/fhir/Patient")`."""

    def __init__(self, app: Flask, client: Client, own: ECKey | RSAKey | None = None) -> None:
        self.app, self.client, self.id = app, client, client.id
        self.clinic = client.clinic_id
        self.key = own or key()
        self.http = app.test_client()
        self.token = ""

    def assertion(self, header: dict[str, Any] | None = None, **claims: Any) -> str:
        """A signed JWT; what is given as None is left out."""
        now = int(clock.now().timestamp())
        said = {
            "iss": self.id,
            "sub": self.id,
            "aud": "http://localhost/oauth/token",
            "exp": now + 60,
            "jti": f"jti-{next(_NUMBERS)}",
        } | claims
        algorithm = ALGORITHMS[self.key.key_type]
        head = {"alg": algorithm, "kid": self.key.kid, "typ": "JWT"} | (header or {})
        kept = {name: value for name, value in said.items() if value is not None}
        head = {name: value for name, value in head.items() if value is not None}
        return jwt.encode(head, kept, self.key, [algorithm], default_type=None)

    def ask(self, scope: str = "system/*.crs", assertion: str | None = None, **form: Any):
        """Ask for a token; the answer as it is."""
        said = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION,
            "client_assertion": assertion or self.assertion(),
            "scope": scope,
        } | form
        sent = {name: value for name, value in said.items() if value is not None}
        return self.http.post("/oauth/token", data=sent)

    def signs_in(self, scope: str = "system/*.crs") -> "Program":
        """With a token from here on."""
        self.token = self.ask(scope).json["access_token"]
        return self

    def open(self, path: str, method: str = "GET", **sent: Any):
        """A request with the token, if there is one."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return self.http.open(
            path, method=method, headers=headers | dict(sent.pop("headers", {})), **sent
        )

    def get(self, path: str, **sent: Any):
        return self.open(path, **sent)

    def post(self, path: str, json: Any = None, **sent: Any):
        return self.open(path, "POST", json=json, **sent)


def program_of(app: Flask, cast: Cast, clinic: str = "oak", **changes: Any) -> Program:
    """A system of Oak's or Elm's, registered by its first member of staff."""
    clinic_id, staff = (cast.oak, cast.nora) if clinic == "oak" else (cast.elm, cast.omar)
    own = changes.pop("own", None)
    if own is not None:
        changes.setdefault("keys", jwks(own))
    with app.extensions["db"].session(clinic_id=clinic_id) as s:
        client = registered(s, clinic_id, staff, **changes)
        s.commit()
    return Program(app, client, own)
