"""A clinic's own words in place of ours.

The action stays ours, and so does every word about an emergency: only the lines below change.
"""

from collections.abc import Mapping
from typing import Any

from pwa.decision.words import ENGLISH, Words

FIXED = ("help-now", "emergency-symptom")
CHANGEABLE = tuple(key for key in ENGLISH.lines if key not in FIXED)


def in_place(words: Words, own: Mapping[str, Any] | None) -> Words:
    """The words of a language with the clinic's own lines, by language, in place of ours."""
    lines = (own or {}).get(words.language)
    if not lines:
        return words
    kept = {key: tuple(said) for key, said in lines.items() if key in CHANGEABLE}
    return words._replace(lines={**words.lines, **kept})
