"""The keys of this process, and how one value is sealed: AES-GCM, bound to its place.

A sealed value reads `~1.<key id>.<base64 of nonce and box>`. The place (table, column, clinic, row)
is authenticated: copied to another row, a value does not open. An index reads `<key id>.<hex>`: the
HMAC-SHA256 of a text in its place (table, column, clinic), by a key derived from the one that
seals, cut to 128 bits.
"""

import binascii
import hmac
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy.exc import DontWrapMixin

from pwa.errors import Unavailable

NONCE = 12  # bytes, random for each value
INDEX = 16  # bytes of an index
MARK = "~1."
_SEALED = re.compile(r"~1\.([a-z0-9-]+)\.([A-Za-z0-9+/]+={0,2})")


class Unreadable(DontWrapMixin, Unavailable):
    """A value that no key at hand opens. Nothing was lost: with its key it can be read again."""


class Keyring:
    """Keys by id; the first one is in use. `keys` are (id, 32 bytes)."""

    def __init__(self, keys: Iterable[tuple[str, bytes]]) -> None:
        given = dict(keys)
        self._boxes = {name: AESGCM(key) for name, key in given.items()}
        self._blind = {name: _for_indexes(key) for name, key in given.items()}
        self.in_use = next(iter(self._boxes), None)

    @property
    def ids(self) -> list[str]:
        return list(self._boxes)

    def seal(self, text: str, place: bytes) -> str:
        """The text, sealed with the key in use."""
        name, nonce = self._first(), os.urandom(NONCE)
        box = self._boxes[name].encrypt(nonce, text.encode(), place)
        return f"{MARK}{name}.{b64encode(nonce + box).decode()}"

    def index(self, text: str, place: bytes) -> str:
        """What a text is found by, with the key in use; empty for an empty one."""
        return self._index(self._first(), text, place) if text else ""

    def indexes(self, text: str, place: bytes) -> list[str]:
        """The same with every key at hand."""
        return [self._index(name, text, place) for name in self._blind]

    def open(self, sealed: str, place: bytes) -> str:
        """What was sealed for this place. Unreadable without its key, or when it was altered."""
        found = _SEALED.fullmatch(sealed)
        box = self._boxes.get(found[1]) if found else None
        if found is None or box is None:
            name = key_of(sealed)
            raise Unreadable("The key {key} of the data is missing on this server.", key=name)
        try:
            raw = b64decode(found[2])
            return box.decrypt(raw[:NONCE], raw[NONCE:], place).decode()
        except (InvalidTag, binascii.Error, ValueError):
            raise Unreadable("A sealed value was altered, or moved from its row.") from None

    def _first(self) -> str:
        if self.in_use is None:
            raise Unreadable(
                "This needs the keys of the data: set SECRET_KEY, and BOOSTER_DATA_KEYS if the "
                "server has it."
            )
        return self.in_use

    def _index(self, name: str, text: str, place: bytes) -> str:
        found = hmac.digest(self._blind[name], place + b"\n" + text.encode(), "sha256")
        return f"{name}.{found[:INDEX].hex()}"


def _for_indexes(key: bytes) -> bytes:
    return HKDF(SHA256(), len(key), salt=None, info=b"booster-index").derive(key)


def is_sealed(text: str) -> bool:
    """Whether a stored text is sealed; rows from before there were keys are not."""
    return text.startswith(MARK) and _SEALED.fullmatch(text) is not None


def key_of(sealed: str) -> str:
    """The id of the key that a stored text was sealed with; empty for one in clear."""
    found = _SEALED.fullmatch(sealed)
    return found[1] if found else ""


_ring = Keyring(())


def use(keys: Iterable[tuple[str, bytes]]) -> None:
    """From now on this process seals and opens with these."""
    global _ring  # noqa: PLW0603  a process has one server's keys, whichever session asks
    _ring = Keyring(keys)


def ring() -> Keyring:
    """The keys of this process."""
    return _ring
