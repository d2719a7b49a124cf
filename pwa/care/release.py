"""Which rules and words are in force: the advice on record names them."""

import hashlib
from functools import cache
from pathlib import Path

import pwa.decision
import pwa.languages


@cache
def rules_release() -> str:
    """A short hash over the source of the decision core, its words and their translations."""
    rules = Path(next(iter(pwa.decision.__path__))).glob("*.py")
    words = Path(next(iter(pwa.languages.__path__))).glob("*.po")
    digest = hashlib.sha256()
    for source in (*sorted(rules), *sorted(words)):
        digest.update(source.name.encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()[:12]
