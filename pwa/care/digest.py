"""The digest of what was sent, over the exact bytes: nothing altered is ever acknowledged."""

import base64
import binascii
import hashlib
import re

from pwa.errors import BoosterError

_SHA256 = re.compile(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/=]+):")


class DigestError(BoosterError):
    """What arrived is not what was sent. Nothing is kept; the phone sends again."""

    code = "digest-mismatch"


def verified(body: bytes, content_digest: str | None) -> str:
    """The sha-256 (hex) of the body, if its Content-Digest header (RFC 9530) says the same."""
    digest = hashlib.sha256(body)
    found = _SHA256.search(content_digest or "")
    if found is None:
        raise DigestError("A Content-Digest header with sha-256 is required.")
    try:
        said = base64.b64decode(found[1], validate=True)
    except binascii.Error:
        said = b""
    if said != digest.digest():
        raise DigestError("The content is not what its digest says. Send it again.")
    return digest.hexdigest()
