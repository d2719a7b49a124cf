"""A language: what it says for an English text."""

from functools import cache

from babel import Locale

from pwa.languages import catalogue


def mark(text: str) -> str:
    """The text as it is; marked, so that it gets into the catalogues."""
    return text


class Language:
    """What a reader reads in. This one is English: the sources say it themselves.

    `code` is its BCP 47 tag, `name` what it calls itself, `direction` is ltr or rtl.
    """

    def __init__(self, code: str) -> None:
        self.locale = Locale.parse(code.partition("-")[0])
        self.code = code
        self.name = (self.locale.get_language_name() or code).capitalize()
        self.direction = self.locale.text_direction

    def gettext(self, text: str) -> str:
        return text

    def ngettext(self, one: str, other: str, count: int) -> str:
        return (one, other)[self._form(count)]

    def forms(self, text: str) -> tuple[str, ...]:  # noqa: ARG002  others look it up
        """Every form of a text, of a counted one by its first; empty when it is as in English."""
        return ()

    def say(self, text: str, **gaps: object) -> str:
        """A text with its gaps filled: say("Hello {name}", name="Ana")."""
        return self.gettext(text).format_map(gaps)

    def _form(self, count: int) -> int:
        return 0 if self.locale.plural_form(count) == "one" else 1


class Translated(Language):
    """A language of its catalogue; what has no translation there stays English."""

    def forms(self, text: str) -> tuple[str, ...]:
        return catalogue.read(self.code).get(text, ())

    def gettext(self, text: str) -> str:
        return catalogue.read(self.code).get(text, (text,))[0]

    def ngettext(self, one: str, other: str, count: int) -> str:
        return catalogue.read(self.code).get(one, (one, other))[self._form(count)]


class Pseudo(Language):
    """English that runs from right to left: for trying the screens without knowing Arabic."""

    def forms(self, text: str) -> tuple[str, ...]:
        return tuple(map(self.gettext, catalogue.sources()[text]))

    def gettext(self, text: str) -> str:
        return f"\u202e{text}\u202c"

    def ngettext(self, one: str, other: str, count: int) -> str:
        return self.gettext(super().ngettext(one, other, count))


ENGLISH = Language("en")
PSEUDO = Pseudo("ar-XB")


@cache
def known(code: str) -> Language:
    """The language with this code; English for one that there is no catalogue for."""
    if code == PSEUDO.code:
        return PSEUDO
    return Translated(code) if code in catalogue.codes() else ENGLISH


@cache
def complete() -> tuple[str, ...]:
    """English, and every language in which no text is missing."""
    return (ENGLISH.code, *filter(catalogue.is_complete, catalogue.codes()))
