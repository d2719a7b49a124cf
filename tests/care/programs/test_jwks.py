"""A JWK set as somebody pasted it: what is public of it is kept, and everything else refused."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from joserfc.jwk import ECKey

from pwa.care.programs import jwks
from pwa.errors import Invalid
from tests.interop.program import jwks as public
from tests.interop.program import key

EC, RSA = key(), key("RSA", "key-2")


def changed(**members) -> str:
    return json.dumps({"keys": [{**EC.as_dict(private=False), **members}]})


def small() -> str:
    """A key of 1,024 bits; joserfc makes none."""
    numbers = rsa.generate_private_key(65537, 1024).public_key().public_numbers()  # noqa: S505
    modulus = base64.urlsafe_b64encode(numbers.n.to_bytes(128, "big")).rstrip(b"=").decode()
    return json.dumps({"keys": [{"kty": "RSA", "kid": "a", "e": "AQAB", "n": modulus}]})


def test_it_keeps_what_is_public_and_no_more():
    said = public(EC, RSA)
    said["keys"][0]["x5u"] = "https://elsewhere.example"
    assert jwks.read(json.dumps(said)) == {
        "keys": [{name: one[name] for name in jwks.PUBLIC if name in one} for one in said["keys"]]
    }


def test_it_takes_one_key_that_is_in_no_set():
    alone = json.dumps(EC.as_dict(private=False))
    assert [one["kid"] for one in jwks.read(alone)["keys"]] == ["key-1"]


def test_it_finds_a_key_by_its_name_for_its_own_algorithm_only():
    kept = jwks.read(json.dumps(public(EC, RSA)))
    assert jwks.find(kept, "key-1", "ES384").as_dict()["x"] == EC.as_dict()["x"]
    assert jwks.find(kept, "key-2", "RS384")
    for kid, algorithm in (
        ("key-1", "RS384"), ("key-2", "ES384"), ("key-3", "ES384"), (None, "ES384"),
        (["key-1"], "ES384"), ("key-1", "none"), ("key-1", "HS384"), ("key-1", ["ES384"]),
    ):  # fmt: skip
        assert jwks.find(kept, kid, algorithm) is None


PRIVATE = "private key"
REFUSED = {
    "private EC": (json.dumps({"keys": [EC.as_dict(private=True)]}), PRIVATE),
    "private RSA": (json.dumps({"keys": [RSA.as_dict(private=True)]}), PRIVATE),
    "private, alone": (json.dumps(EC.as_dict(private=True)), PRIVATE),
    "private, behind a public one": (
        json.dumps({"keys": [EC.as_dict(private=False), RSA.as_dict(private=True)]}), PRIVATE,
    ),
    "a part of a private one": (changed(dp="AQAB"), PRIVATE),
    "private PEM": ("-----BEGIN EC PRIVATE KEY-----\nMIG", PRIVATE),
    "symmetric": ('{"keys": [{"kty": "oct", "kid": "a", "k": "c2VjcmV0"}]}', PRIVATE),
    "no JSON": ("ssh-rsa AAAA", "must be a JWK set"),
    "a list": ("[]", "must be a JWK set"),
    "no keys": ('{"keys": "none"}', "must be a JWK set"),
    "keys that are none": ('{"keys": ["a"]}', "must be a JWK set"),
    "deep": ('{"keys":' + "[" * 100_000, "must be a JWK set"),
    "empty": ('{"keys": []}', "must hold 1 to 10 keys"),
    "too many": (json.dumps(public(*[EC] * 11)), "must hold 1 to 10 keys"),
    "twice": (json.dumps(public(EC, EC)), "two keys of one name"),
    "no kid": (changed(kid=""), "a kid of 1 to 200 characters"),
    "a long kid": (changed(kid="k" * 201), "a kid of 1 to 200 characters"),
    "a number for a kid": (changed(kid=7), "a kid of 1 to 200 characters"),
    "another kind": ('{"keys": [{"kty": "OKP", "kid": "a", "x": "c2V"}]}', "neither EC nor RSA"),
    "no kind": ('{"keys": [{"kid": "a"}]}', "neither EC nor RSA"),
    "to encrypt with": (changed(use="enc"), "is for something else"),
    "for another algorithm": (changed(alg="ES256"), "is for something else"),
    "another curve's": (changed(crv="P-256"), "can’t be read"),
    "off the curve": (changed(y=EC.as_dict()["x"]), "can’t be read"),
    "a number for a text": (changed(x=7), "can’t be read"),
    "without a part": (changed(x=None), "can’t be read"),
    "P-256": (json.dumps(public(ECKey.generate_key("P-256", {"kid": "a"}))), "must be EC P-384"),
    "1,024 bits": (small(), "2048 to 8192 bits"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_refuses(name):
    pasted, words = REFUSED[name]
    with pytest.raises(Invalid) as refused:
        jwks.read(pasted)
    [fault] = refused.value.faults
    assert fault.field == "keys"
    assert words in fault.message
    assert jwks.holds_private(pasted) is (words == PRIVATE)
