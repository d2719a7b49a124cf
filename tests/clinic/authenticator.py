"""A passkey in software: signs a challenge as a device does, or wrongly, as a forger would."""

import hashlib
import json
from base64 import urlsafe_b64encode
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

ORIGIN = "http://localhost"
PRESENT, VERIFIED, WITH_KEY = 1, 4, 64


class SoftPasskey:
    """Made for one site; `count` is how often it has signed."""

    def __init__(self, origin: str = ORIGIN, name: str = "soft") -> None:
        self.origin, self.id = origin, hashlib.sha256(name.encode()).digest()
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.count = 0

    def make(self, options: dict[str, Any], verified: bool = True) -> str:
        """The answer to the options of a registration."""
        flags = PRESENT | WITH_KEY | (VERIFIED if verified else 0)
        data = self._data(options["rp"]["id"], flags) + self._public()
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options)
        return self._written(clientDataJSON=client, attestationObject=attestation)

    def use(self, options: dict[str, Any], verified: bool = True) -> str:
        """The answer to the options of a sign-in."""
        self.count += 1
        data = self._data(options["rpId"], PRESENT | (VERIFIED if verified else 0))
        client = self._client("webauthn.get", options)
        signed = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._written(clientDataJSON=client, authenticatorData=data, signature=signed)

    def _data(self, host: str, flags: int) -> bytes:
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)

    def _public(self) -> bytes:
        point = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)}
        return bytes(16) + len(self.id).to_bytes(2) + self.id + cbor2.dumps(cose)

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        told = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(told | {"crossOrigin": False}).encode()

    def _written(self, **response: bytes) -> str:
        answer = {"id": _b64(self.id), "rawId": _b64(self.id), "type": "public-key"}
        given = {name: _b64(value) for name, value in response.items()}
        return json.dumps(answer | {"response": given, "clientExtensionResults": {}})


def _b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
