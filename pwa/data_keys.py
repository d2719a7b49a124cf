"""The keys with which fields are sealed: those of BOOSTER_DATA_KEYS, then one from SECRET_KEY.

The first one seals, all of them open.
"""

import binascii
import re
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import NamedTuple

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pwa.reach import Refused

LENGTH = 32  # bytes: AES-256
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,23}")
_DERIVED = "secret-"  # begins the id of the key that is made from SECRET_KEY


class DataKey(NamedTuple):
    """A key; the id stands in clear in each value that was sealed with it."""

    id: str
    key: bytes


def from_environment(env: Mapping[str, str]) -> tuple[DataKey, ...]:
    """The keys of this environment; Refused names the variable at fault."""
    return data_keys(env.get("BOOSTER_DATA_KEYS", ""), env.get("SECRET_KEY", ""))


def data_keys(given: str, secret_key: str) -> tuple[DataKey, ...]:
    """Keys as `id:base64` with commas or spaces between, and the one of the server's secret."""
    named = [_read(one) for one in given.replace(",", " ").split()]
    if len({one.id for one in named}) < len(named):
        raise Refused("BOOSTER_DATA_KEYS names a key twice.")
    return tuple(named + ([_derived(secret_key)] if secret_key else []))


def new(key_id: str) -> str:
    """A new key, as BOOSTER_DATA_KEYS takes it."""
    return f"{key_id}:{b64encode(secrets.token_bytes(LENGTH)).decode()}"


def is_id(text: str) -> bool:
    """Whether a key may be called so."""
    return bool(_ID.fullmatch(text)) and not text.startswith(_DERIVED)


def _read(one: str) -> DataKey:
    name, _, encoded = one.partition(":")
    try:
        key = b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not is_id(name) or len(key) != LENGTH:
        # The value is a secret.
        raise Refused(
            "BOOSTER_DATA_KEYS must be keys such as `booster keys new ID` prints, with commas."
        )
    return DataKey(name, key)


def _derived(secret_key: str) -> DataKey:
    # The id comes from the secret too: another secret is seen to be another one.
    name = _DERIVED + _from(secret_key, b"booster-data-id", 4).hex()
    return DataKey(name, _from(secret_key, b"booster-data", LENGTH))


def _from(secret_key: str, purpose: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=purpose).derive(secret_key.encode())
