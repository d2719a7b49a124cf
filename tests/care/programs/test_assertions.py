"""What a program has signed is taken from it alone, for this server alone, for now, and once."""

import json
from base64 import urlsafe_b64encode

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey
from joserfc.jws import JWSRegistry

from pwa.care.programs import assertions
from pwa.care.programs.assertions import Expected, NotTaken, Unknown
from pwa.store.tables import Client
from tests.conftest import NOW
from tests.interop.program import jwks, key

HERE = "https://check.oak.example/oauth/token"
EXPECTED = Expected(HERE, "client-1", "client-1")
SECONDS = int(NOW.timestamp())
MINUTE = 60
CLIENT = Client(
    clinic_id="oak", id="client-1", name="Record system", scopes=[], origins=[], created_by="nora",
    created_at=NOW, keys=json.loads(json.dumps(jwks(key(), key("RSA", "key-2")))),
)  # fmt: skip
CLAIMS = {"iss": "client-1", "sub": "client-1", "aud": HERE, "exp": SECONDS + MINUTE, "jti": "j-1"}


@pytest.fixture(autouse=True)
def _now(clock):
    """Time stands still."""


class Anything(JWSRegistry):
    """Signs whatever header there is."""

    def check_header(self, header):
        pass


def signed(own=None, header=None, **changes) -> str:
    """An assertion; what is None is left out."""
    own = own or key()
    algorithm = {"EC": "ES384", "RSA": "RS384", "oct": "HS384"}[own.key_type]
    head = {"alg": algorithm, "kid": own.kid, "typ": "JWT"} | (header or {})
    said = {name: value for name, value in (CLAIMS | changes).items() if value is not None}
    head = {name: value for name, value in head.items() if value is not None}
    return jwt.encode(head, said, own, None, Anything(algorithms=[algorithm]), default_type=None)


def unsigned(header: dict, claims: object) -> str:
    parts = (json.dumps(part).encode() for part in (header, claims))
    return ".".join(urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts) + "."


TAKEN = {
    "EC": signed(),
    "RSA": signed(key("RSA", "key-2")),
    "at most five minutes": signed(exp=SECONDS + 5 * MINUTE),
    "a fraction of a second": signed(exp=SECONDS + 1.5),
    "one audience in a list": signed(aud=[HERE]),
    "moments of the past": signed(iat=SECONDS - 9, nbf=SECONDS),
    "a clock that is a little ahead": signed(iat=SECONDS + 20, nbf=SECONDS + 20),
    "an address of keys, which nobody follows": signed(header={"jku": "https://evil.example/k"}),
    "more claims": signed(patient="p-1"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_it_takes(name):
    assert assertions.read(CLIENT, TAKEN[name], EXPECTED)["jti"] == "j-1"


_HEADER = {"alg": "none", "kid": "key-1", "typ": "JWT"}
_SECRET = OctKey.import_key(
    {"kty": "oct", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0", "kid": "key-1"}
)
UNKNOWN = {
    "empty": "",
    "no JWT": "a.b.c",
    "two parts": "a.b",
    "not ASCII": "é.é.é",
    "not signed": unsigned(_HEADER, CLAIMS),
    "a list for an algorithm": unsigned(_HEADER | {"alg": ["ES384"]}, CLAIMS),
    "a number for a kid": unsigned(_HEADER | {"alg": "ES384", "kid": 7}, CLAIMS),
    "a text for a header": unsigned("ES384", CLAIMS),
    "a secret for a key": signed(_SECRET),
    "another's key": signed(key("EC", "another"), {"kid": "key-1"}),
    "another of its own keys": signed(header={"kid": "key-2"}),
    "no kid": signed(header={"kid": None}),
    "an unknown kid": signed(header={"kid": "key-3"}),
    "something critical that we don’t know": signed(header={"crit": ["exp"], "exp": 1}),
    "changed after": signed()[:-8] + "AAAAAAAA",
    "other claims under its signature": ".".join(
        [signed().split(".")[0], signed(sub="client-2").split(".")[1], signed().split(".")[2]]
    ),
    "too long": signed(more="x" * assertions.LONGEST_TEXT),
    "claims that are a list": signed().split(".")[0] + ".W10." + signed().split(".")[2],
}  # fmt: skip


@pytest.mark.parametrize("name", UNKNOWN)
def test_it_does_not_know_who_sent(name):
    with pytest.raises(Unknown) as refused:
        assertions.read(CLIENT, UNKNOWN[name], EXPECTED)
    assert refused.value.message == assertions.UNKNOWN


def test_nobodys_and_one_of_a_revoked_client_are_as_unknown():
    revoked = Client(**CLIENT.model_dump() | {"revoked_at": NOW})
    for client in (None, revoked):
        with pytest.raises(Unknown) as refused:
            assertions.read(client, signed(), EXPECTED)
        assert refused.value.message == assertions.UNKNOWN


REFUSED = {
    "another type": (signed(header={"typ": "at+jwt"}), "typ"),
    "no type": (signed(header={"typ": None}), "typ"),
    "another issuer": (signed(iss="client-2"), "iss"),
    "no issuer": (signed(iss=None), "iss"),
    "another subject": (signed(sub="client-2"), "sub"),
    "no subject": (signed(sub=None), "sub"),
    "no audience": (signed(aud=None), "aud"),
    "another audience": (signed(aud="https://elsewhere.example/oauth/token"), "aud"),
    "an audience with a slash": (signed(aud=HERE + "/"), "aud"),
    "the server for an audience": (signed(aud="https://check.oak.example"), "aud"),
    "two audiences": (signed(aud=[HERE, "https://elsewhere.example"]), "aud"),
    "over": (signed(exp=SECONDS), "exp"),
    "over long ago": (signed(exp=1), "exp"),
    "for too long": (signed(exp=SECONDS + 5 * MINUTE + 31), "exp"),
    "without an end": (signed(exp=None), "number"),
    "a text for an end": (signed(exp=str(SECONDS + MINUTE)), "number"),
    "true for an end": (signed(exp=True), "number"),
    "no end at all": (signed(exp=1e300), "century"),
    "from the future": (signed(iat=SECONDS + MINUTE), "iat"),
    "not yet": (signed(nbf=SECONDS + MINUTE), "nbf"),
    "without an id": (signed(jti=None), "jti"),
    "an empty id": (signed(jti=""), "jti"),
    "a number for an id": (signed(jti=7), "jti"),
    "a long id": (signed(jti="j" * 256), "jti"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_tells_who_has_signed_what_is_wrong(name):
    text, words = REFUSED[name]
    with pytest.raises(NotTaken) as refused:
        assertions.read(CLIENT, text, EXPECTED)
    assert not isinstance(refused.value, Unknown)
    assert words in refused.value.message


def test_anybody_may_be_the_subject_where_none_is_expected():
    for subject in (None, "somebody"):
        assert assertions.read(CLIENT, signed(sub=subject), Expected(HERE, "client-1"))


def test_it_reads_who_an_assertion_says_it_is_from():
    assert assertions.said_issuer(signed(iss="client-9")) == "client-9"
    for text in ("", "a.b.c", "é", unsigned(_HEADER, []), signed(iss=7), signed(iss="i" * 256)):
        assert assertions.said_issuer(text) == ""
