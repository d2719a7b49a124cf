"""The clinic's own words for the time between treatments, by language; ours stand in the app."""

from sqlmodel import Session

from pwa.errors import Fault, Invalid
from pwa.store.tables import Clinic

LONGEST = 4000


def of(clinic: Clinic, language: str) -> list[str] | None:
    """Its paragraphs in a language; None where it has none, and ours are shown."""
    text = (clinic.between_treatments or {}).get(language, "")
    return paragraphs(text) or None


def paragraphs(text: str) -> list[str]:
    """Plain text, cut at its empty lines."""
    lines = "\n".join(line.strip() for line in text.splitlines())
    return [" ".join(part.split()) for part in lines.split("\n\n") if part.strip()]


def keep(s: Session, clinic: Clinic, language: str, text: str) -> None:
    """Set the words of one language; empty means ours again."""
    if len(text) > LONGEST:
        raise Invalid([Fault("between", f"must have at most {LONGEST} characters")])
    kept = dict(clinic.between_treatments or {})
    kept[language] = "\n\n".join(paragraphs(text))
    clinic.between_treatments = {code: words for code, words in kept.items() if words} or None
    s.add(clinic)
