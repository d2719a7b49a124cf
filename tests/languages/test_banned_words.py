"""No banned word of the policy in any language: what nobody may promise, claim or urge.

English: need or due a booster, diagnose, detect, monitor, normal, safe to wait, all clear, relapse.
The intended use says what the app does not do, in the policy's own words.
"""

import re

import pytest

from pwa.care.house.banned import BANNED
from pwa.languages import catalogue

INTENDED_USE = "It does not diagnose"


def said_in(code: str) -> dict[str, tuple[str, ...]]:
    read = catalogue.sources() if code == "en" else catalogue.read(code)
    return {text: forms for text, forms in read.items() if INTENDED_USE not in text}


@pytest.mark.parametrize("code", BANNED)
def test_no_text_has_a_banned_word(code):
    banned = re.compile(rf"\b({BANNED[code]})\b", re.IGNORECASE)
    found = {text: forms for text, forms in said_in(code).items() if banned.search(" ".join(forms))}
    assert not found


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "You need a booster."),
        ("en", "Everything is normal"),
        ("es", "Usted necesita una sesión de refuerzo"),
        ("es", "Esto diagnostica"),
        ("es", "Una recaída"),
        ("fr", "Vous avez besoin d’une séance de rappel"),
        ("fr", "Tout va bien"),
        ("fr", "La clinique vous surveille"),
    ],
)
def test_the_lists_find_what_they_ban(code, text):
    assert re.search(rf"\b({BANNED[code]})\b", text, re.IGNORECASE)


def test_the_intended_use_is_the_one_exception():
    assert len(catalogue.sources()) - len(said_in("en")) == 1


@pytest.mark.parametrize("code", BANNED)
def test_only_saved_and_received_speak_of_what_was_sent(code):
    """Nothing says that answers were sent: that could be taken for having been read."""
    sent = {
        "en": r"(were|was|are|is|have been|has been) sent\.?$",
        "es": r"enviad[oa]s?\.?$",
        "fr": r"envoyée?s?\.?$",
    }
    found = [text for text, forms in said_in(code).items() if re.search(sent[code], forms[-1])]
    # One says what waits, the other what a browser did.
    assert [text for text in found if not re.search(r"until|browser", text)] == []
