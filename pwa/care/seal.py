"""Answers that a phone has sealed to its clinic's public key, opened here (HPKE, RFC 9180).

The digest, and so what counts as the same item, is over the sealed bytes. An envelope is bound to
its item, patient and clinic: under another name it does not open.
"""

import json
from base64 import b64decode
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from sqlmodel import Session

from pwa.care import keys
from pwa.care.arrival import OTHERS, Arrival
from pwa.errors import Forbidden
from pwa.store.tables import Quarantine

VERSION = 1
UNOPENED = "is sealed, and no key of this clinic opens it"
_SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_loaded: dict[tuple[str, str], EllipticCurvePrivateKey] = {}  # a key never changes


def public(s: Session, clinic_id: str) -> dict[str, str] | None:
    """What phones seal with; None until the clinic has a key. Only reads."""
    key = keys.found(s, clinic_id, keys.SEAL)
    return {"id": key.id, "key": key.public_key} if key else None


def opened(s: Session, arrival: Arrival) -> Arrival | None:
    """The arrival with a body that can be read; None when no key of the clinic opens it."""
    envelope = _envelope(arrival.body)
    if envelope is None:
        return arrival
    if envelope.get("patient") != arrival.patient.id:
        raise Forbidden(OTHERS)
    clinic_id, item_id = arrival.key
    body = _open(s, envelope, _names(item_id, arrival.patient.id, clinic_id), clinic_id)
    return None if body is None else arrival._replace(body=body)


def text_of(s: Session, kept: Quarantine) -> str:
    """What staff can read of an item that was kept: its key may have been found since."""
    envelope = _envelope(kept.body.encode())
    names = _names(kept.item_id, kept.patient_id, kept.clinic_id)
    body = _open(s, envelope, names, kept.clinic_id) if envelope else None
    return kept.body if body is None else body.decode("utf-8", "backslashreplace")


def _envelope(body: bytes) -> dict[str, Any] | None:
    if b'"sealed"' not in body:
        return None
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and "sealed" in found else None


def _names(item_id: str, patient_id: str, clinic_id: str) -> bytes:
    return "\n".join(("booster-seal", str(VERSION), item_id, patient_id, clinic_id)).encode()


def _open(s: Session, envelope: dict[str, Any], names: bytes, clinic_id: str) -> bytes | None:
    key = _private(s, clinic_id, envelope.get("key"))
    box = envelope.get("box")
    if envelope["sealed"] != VERSION or key is None or not isinstance(box, str):
        return None
    try:
        return _SUITE.decrypt(b64decode(box, validate=True), key, names)
    except (InvalidTag, ValueError):
        return None


def _private(s: Session, clinic_id: str, key_id: Any) -> EllipticCurvePrivateKey | None:
    name = (clinic_id, str(key_id))
    if name not in _loaded:
        key = keys.by_id(s, *name)
        if key is None or key.purpose != keys.SEAL:
            return None
        _loaded[name] = keys.private_of(key)
    return _loaded[name]
