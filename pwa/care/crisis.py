"""Crisis help by the clinic's country: in this one place, and never guessed."""

from typing import NamedTuple

from pwa.care import languages
from pwa.care.house.lines import in_place
from pwa.care.who import Place
from pwa.decision import Voice
from pwa.languages import ENGLISH, Language, mark


class Line(NamedTuple):
    """A way to reach help: kind "call", "text" or "web"; `words` is what to text or to choose."""

    label: str
    number: str
    kind: str
    words: str | None = None

    def in_words(self, language: Language) -> "Line":
        """What is said in a call is translated; a word to text is a password of a kind."""
        words = self.words and (language.gettext(self.words) if self.kind == "call" else self.words)
        return self._replace(label=language.gettext(self.label), words=words)


class Help(NamedTuple):
    """The emergency number, the lines in the order to show, and a sentence about the first."""

    emergency: str
    lines: tuple[Line, ...]
    sentence: str

    def said(self, language: Language) -> str:
        """The sentence; in a country without a line it names the emergency number."""
        first = self.lines[0] if self.lines else Line("", self.emergency, "call")
        return language.say(self.sentence, label=first.label, number=first.number)

    def in_words(self, language: Language) -> "Help":
        """The same with labels that a reader of the language understands."""
        return self._replace(lines=tuple(line.in_words(language) for line in self.lines))

    def as_json(self) -> dict[str, object]:
        return {"emergency": self.emergency, "lines": [line._asdict() for line in self.lines]}


_CALL = mark("Call {number}")
_CALL_THEM = mark("Call {label} on {number}")
_CALL_OR_TEXT = mark("Call or text {number}")
_SAMARITANS = Help("112", (Line("Samaritans", "116 123", "call"),), _CALL_THEM)
_HELP = {
    "US": Help(
        "911",
        (
            Line("988 Suicide & Crisis Lifeline", "988", "call"),
            Line("988 Suicide & Crisis Lifeline", "988", "text"),
        ),
        _CALL_OR_TEXT,
    ),
    "CA": Help(
        "911",
        (
            Line("9-8-8 Suicide Crisis Helpline", "9-8-8", "call"),
            Line("9-8-8 Suicide Crisis Helpline", "9-8-8", "text"),
        ),
        _CALL_OR_TEXT,
    ),
    "GB": Help(
        "999",
        (
            *_SAMARITANS.lines,
            Line("NHS 111", "111", "call", mark("option 2")),
            Line("Shout", "85258", "text", "SHOUT"),
        ),
        mark("Call {label} on {number}, or text SHOUT to 85258"),
    ),
    "IE": _SAMARITANS,
    "AU": Help("000", (Line("Lifeline", "13 11 14", "call"),), _CALL_THEM),
    "NZ": Help(
        "111",
        (Line("1737", "1737", "call"), Line("1737", "1737", "text")),
        _CALL_OR_TEXT,
    ),
}
_EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IT LT LU LV MT NL PL PT RO SE SI SK"
_HELP |= dict.fromkeys(_EU.split(), Help("112", (), _CALL))
_FINDER = Line("Find A Helpline", "findahelpline.com", "web")


def is_known(country: str) -> bool:
    """Whether the numbers of this country (two letters, ISO 3166) are on the list."""
    return country in _HELP


def help_for(country: str, clinic: Place) -> Help:
    """The help to show: the list's, else the emergency number that the clinic entered."""
    known = _HELP.get(country)
    if known:
        return known
    own = clinic.crisis_line
    lines = (Line(clinic.crisis_words or mark("Crisis line"), own, "call"),) if own else ()
    sentence = _CALL if own else mark("Find a crisis line at {number}")
    return Help(clinic.emergency_number or "", (*lines, _FINDER), sentence)


def voice_of(clinic: Place, language: str = ENGLISH.code) -> Voice:
    """Who speaks in the messages to this clinic's patients, in a patient's language."""
    found = help_for(clinic.country, clinic)
    words = in_place(languages.words(language, clinic.country), clinic.words)
    return Voice(clinic.name, found.emergency, found.said(languages.of(language)), words)


class Country(NamedTuple):
    """A country's help under its name, for the page that everyone may open."""

    name: str
    emergency: str
    lines: tuple[Line, ...]


_NAMES = {
    "US": mark("United States"),
    "CA": mark("Canada"),
    "GB": mark("United Kingdom"),
    "IE": mark("Ireland"),
    "AU": mark("Australia"),
    "NZ": mark("New Zealand"),
    "DE": mark("Other countries of the European Union"),
}


def countries(language: Language = ENGLISH) -> list[Country]:
    """Every country on the list, and where to look in any other."""
    known = [(name, _HELP[code].in_words(language)) for code, name in _NAMES.items()]
    other = (mark("Any other country"), Help("", (_FINDER,), _CALL))
    return [
        Country(language.gettext(name), found.emergency, found.lines)
        for name, found in (*known, other)
    ]
