"""What to do between treatments: the clinic's own words by language, else ours."""

from sqlmodel import Session

from pwa.care.house import banned, readability
from pwa.errors import Fault, Invalid
from pwa.languages import Language, mark
from pwa.store.tables import Clinic

LONGEST = 4000
OURS = (
    mark("On the day of a treatment, bring someone who can take you home."),
    mark("Do not drive until the next day, after a good night’s sleep."),
    mark("Try to sleep at the same time each night. Eat, drink water, and walk if you can."),
    mark("Write down how you feel, if that helps you."),
    mark("Talk therapy may help you to use this time well. Ask your clinic who can offer it."),
    mark("Call your clinic about any side effect, even a small one."),
    mark("Tell them before you change any medicine."),
)


def ours(language: Language) -> list[str]:
    """Our paragraphs, for clinics without words of their own."""
    return [language.gettext(text) for text in OURS]


def of(clinic: Clinic, language: str) -> list[str] | None:
    """The clinic's paragraphs in a language; None where it has none, and ours are shown."""
    text = (clinic.between_treatments or {}).get(language, "")
    return paragraphs(text) or None


def paragraphs(text: str) -> list[str]:
    """Plain text, cut at its empty lines."""
    lines = "\n".join(line.strip() for line in text.splitlines())
    return [" ".join(part.split()) for part in lines.split("\n\n") if part.strip()]


def keep(s: Session, clinic: Clinic, language: str, text: str) -> None:
    """Set the words of one language; empty means ours again."""
    if why := _fault(text, language):
        raise Invalid([Fault(f"between_{language}", why)])
    kept = dict(clinic.between_treatments or {})
    kept[language] = "\n\n".join(paragraphs(text))
    clinic.between_treatments = {code: words for code, words in kept.items() if words} or None
    s.add(clinic)


def _fault(text: str, language: str) -> str | None:
    if len(text) > LONGEST:
        return f"must have at most {LONGEST} characters"
    if wrong := banned.found(text, language):
        return f"must not say “{wrong}”"
    return readability.fault("\n".join(paragraphs(text)), language)
