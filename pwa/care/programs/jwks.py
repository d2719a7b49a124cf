"""The public keys of a program, as its people paste them: a JWK set (RFC 7517)."""

import json
import warnings
from typing import Any

from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import ECKey, JWKRegistry, RSAKey

from pwa.errors import Fault, Invalid

ALGORITHMS = {"EC": "ES384", "RSA": "RS384"}
CURVE = "P-384"
RSA_BITS = range(2048, 8193)
MOST_KEYS = 10
LONGEST_KID = 200
# Of a key nothing else is kept.
PUBLIC = ("kty", "kid", "crv", "x", "y", "n", "e")
PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
IS_PRIVATE = (
    "holds a private key, which nobody else may have. Nothing was kept of it. "
    "Treat it as lost: make a new pair, and paste the public half"
)
NO_SET = 'must be a JWK set: {"keys": [ … ]}'


def read(text: str) -> dict[str, Any]:
    """The JWK set, with what is public of each key; Invalid says in plain words what is wrong."""
    if holds_private(text):
        raise _fault(IS_PRIVATE)
    keys = _parsed(text)
    if keys is None:
        raise _fault(NO_SET)
    if not 1 <= len(keys) <= MOST_KEYS:
        raise _fault(f"must hold 1 to {MOST_KEYS} keys")
    kept = [_public(key) for key in keys]
    if len({key["kid"] for key in kept}) < len(kept):
        raise _fault("has two keys of one name: each needs a kid of its own")
    return {"keys": kept}


def holds_private(text: str) -> bool:
    """Whether a key was pasted that nobody else should have seen."""
    return "PRIVATE KEY" in text or any(PRIVATE & key.keys() for key in _parsed(text) or [])


def find(jwks: dict[str, Any], kid: object, algorithm: object) -> ECKey | RSAKey | None:
    """The key of this name, if it is one for the algorithm."""
    for key in jwks["keys"]:
        if key["kid"] == kid and ALGORITHMS[key["kty"]] == algorithm:
            found: ECKey | RSAKey = _imported(key)
            return found
    return None


def _parsed(text: str) -> list[dict[str, Any]] | None:
    """The keys as they are, of a set or of one alone; None when it is neither."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    keys = said.get("keys", [said]) if isinstance(said, dict) else None
    fits = isinstance(keys, list) and all(isinstance(key, dict) for key in keys)
    return keys if fits else None


def _public(key: dict[str, Any]) -> dict[str, Any]:
    kid = key.get("kid")
    if not isinstance(kid, str) or not 0 < len(kid) <= LONGEST_KID:
        raise _fault(f"must give each key a name: a kid of 1 to {LONGEST_KID} characters")
    about = f"must be fit for checking signatures: the key {kid[:40]!r} "
    algorithm = ALGORITHMS.get(str(key.get("kty")))
    if algorithm is None:
        raise _fault(f"{about}is neither EC nor RSA")
    if key.get("use", "sig") != "sig" or key.get("alg", algorithm) != algorithm:
        raise _fault(f"{about}is for something else; it must be for {algorithm}")
    kept = {name: key[name] for name in PUBLIC if name in key}
    try:
        size = _imported(kept).curve_name == CURVE if algorithm == "ES384" else _bits(kept)
    except (JoseError, ValueError, TypeError, KeyError):
        raise _fault(f"{about}can’t be read") from None
    if not size:
        raise _fault(f"{about}must be EC {CURVE}, or RSA with {RSA_BITS[0]} to {RSA_BITS[-1]} bits")
    return kept


def _bits(key: dict[str, Any]) -> bool:
    with warnings.catch_warnings():  # of a small one, which is refused here
        warnings.simplefilter("ignore", SecurityWarning)
        return _imported(key).raw_value.key_size in RSA_BITS


def _imported(key: dict[str, Any]) -> Any:
    return JWKRegistry.import_key(key)


def _fault(message: str) -> Invalid:
    return Invalid([Fault("keys", message)])
