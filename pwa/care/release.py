"""Which rules and words are in force: the advice on record names them."""

import hashlib
from functools import cache
from pathlib import Path

import pwa.decision


@cache
def rules_release() -> str:
    """A short hash over the source of the decision core, its words included."""
    folder = Path(next(iter(pwa.decision.__path__)))
    digest = hashlib.sha256()
    for source in sorted(folder.glob("*.py")):
        digest.update(source.name.encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()[:12]
