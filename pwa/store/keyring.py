"""The keys of this process, and how one value is sealed: AES-GCM, bound to its place.

A sealed value reads `~1.<key id>.<base64 of nonce and box>`. The place (table, column, clinic, row)
is authenticated: copied to another row, a value does not open.
"""

import binascii
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.exc import DontWrapMixin

from pwa.errors import Unavailable

NONCE = 12  # bytes, random for each value
MARK = "~1."
_SEALED = re.compile(r"~1\.([a-z0-9-]+)\.([A-Za-z0-9+/]+={0,2})")


class Unreadable(DontWrapMixin, Unavailable):
    """A value that no key at hand opens. Nothing was lost: with its key it can be read again."""


class Keyring:
    """Keys by id; the first one is in use. `keys` are (id, 32 bytes)."""

    def __init__(self, keys: Iterable[tuple[str, bytes]]) -> None:
        self._boxes = {name: AESGCM(key) for name, key in keys}
        self.in_use = next(iter(self._boxes), None)

    @property
    def ids(self) -> list[str]:
        return list(self._boxes)

    def seal(self, text: str, place: bytes) -> str:
        """The text, sealed with the key in use."""
        if self.in_use is None:
            raise Unreadable(
                "This needs the keys of the data: set SECRET_KEY, and BOOSTER_DATA_KEYS if the "
                "server has it."
            )
        nonce = os.urandom(NONCE)
        box = self._boxes[self.in_use].encrypt(nonce, text.encode(), place)
        return f"{MARK}{self.in_use}.{b64encode(nonce + box).decode()}"

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
