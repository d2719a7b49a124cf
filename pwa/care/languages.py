"""The languages that patients may read the app in, and the core's words in each."""

from collections.abc import Sequence
from functools import cache

from pwa import languages
from pwa.decision.translations import GAD7_IN
from pwa.decision.words import Calendar, Words, words_in
from pwa.languages import ENGLISH, PSEUDO, Language


@cache
def offered(with_pseudo: bool = False) -> tuple[str, ...]:
    """Codes, English first: those in which the app and the questionnaire are complete.

    The pseudo-language is for trying the screens from right to left: no patient is offered it.
    """
    whole = tuple(code for code in languages.complete() if code in GAD7_IN)
    return (*whole, PSEUDO.code) if with_pseudo else whole


def of_clinic(chosen: Sequence[str] | None) -> tuple[str, ...]:
    """The codes that a clinic offers of those on offer; all when it has not chosen, or none is."""
    return tuple(code for code in offered() if code in (chosen or ())) or offered()


def of(code: str) -> Language:
    """The language to speak to a patient whose record says `code`."""
    return languages.known(code) if is_spoken(code) else ENGLISH


def is_spoken(code: str) -> bool:
    """Whether a patient's record may say it. Doors decide whom the pseudo-language is offered."""
    return code in offered(with_pseudo=True)


@cache
def words(code: str, country: str) -> Words:
    """All that the core says, with days as they are written in the clinic's country."""
    language = of(code)
    calendar = Calendar(*languages.calendar(language.code, country))
    return words_in(language.code, calendar, language.gettext)
