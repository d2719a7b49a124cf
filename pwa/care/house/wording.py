"""Taking a clinic's own words, where they keep to what the policy allows."""

import re
from collections.abc import Mapping

from sqlmodel import Session

from pwa.care import plan
from pwa.care.house import banned, readability
from pwa.decision.words import ENGLISH
from pwa.errors import Fault, Invalid
from pwa.store.tables import Clinic

MOST_LINES = 5
LONGEST_LINE = 200
_GAP = re.compile(r"\{([^{}]*)\}")


def ours(clinic: Clinic, language: str, key: str) -> list[str]:
    """The clinic's own lines of a message; none where it has none."""
    said: list[str] = ((clinic.words or {}).get(language) or {}).get(key, [])
    return said


def keep(s: Session, clinic: Clinic, key: str, texts: Mapping[str, str]) -> None:
    """Set a message in each language, a line each; an empty text means our words again.

    Invalid names the language, the word and why. Phones get it with their next plan.
    """
    read = {language: lines_of(text) for language, text in texts.items()}
    faults = [Fault(code, why) for code, lines in read.items() if (why := fault(key, code, lines))]
    if faults:
        raise Invalid(faults)
    kept = {code: dict(said) for code, said in (clinic.words or {}).items()}
    for language, lines in read.items():
        kept.setdefault(language, {}).pop(key, None)
        if lines:
            kept[language][key] = lines
    clinic.words = {code: said for code, said in kept.items() if said} or None
    s.add(clinic)
    plan.mark_all_stale(s, clinic.id)


def lines_of(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def fault(key: str, language: str, lines: list[str]) -> str | None:
    """Why lines may not be said in a language; None when they may, or there are none."""
    if not lines:
        return None
    text = " ".join(lines)
    unknown = set(_GAP.findall(text)) - gaps(key)
    wrong = banned.found(text, language, may_say_booster=key.endswith("+booster"))
    if len(lines) > MOST_LINES or max(map(len, lines)) > LONGEST_LINE:
        return f"must have at most {MOST_LINES} lines of at most {LONGEST_LINE} characters"
    if unknown or re.search(r"[{}]", _GAP.sub("", text)):
        allowed = ", ".join(f"{{{gap}}}" for gap in sorted(gaps(key))) or "none"
        return f"may have these gaps in braces: {allowed}"
    if wrong:
        return f"must not say “{wrong}”: no message may promise, urge or name a state of health"
    return readability.fault(_GAP.sub("six", text), language)


def gaps(key: str) -> set[str]:
    """What may be filled in, in a message."""
    return set(_GAP.findall(" ".join(ENGLISH.lines[key])))
