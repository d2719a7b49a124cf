"""Crisis help by the clinic's country: in this one place, and never guessed."""

from typing import NamedTuple

from pwa.care.who import Place
from pwa.decision import Voice


class Line(NamedTuple):
    """A way to reach help: kind "call", "text" or "web"; `words` is what to text or to choose."""

    label: str
    number: str
    kind: str
    words: str | None = None


class Help(NamedTuple):
    """The emergency number, the lines in the order to show, and a sentence that names the first."""

    emergency: str
    lines: tuple[Line, ...]
    sentence: str

    def as_json(self) -> dict[str, object]:
        return {"emergency": self.emergency, "lines": [line._asdict() for line in self.lines]}


_SAMARITANS = Help("112", (Line("Samaritans", "116 123", "call"),), "Call Samaritans on 116 123")
_HELP = {
    "US": Help(
        "911",
        (
            Line("988 Suicide & Crisis Lifeline", "988", "call"),
            Line("988 Suicide & Crisis Lifeline", "988", "text"),
        ),
        "Call or text 988",
    ),
    "CA": Help(
        "911",
        (
            Line("9-8-8 Suicide Crisis Helpline", "9-8-8", "call"),
            Line("9-8-8 Suicide Crisis Helpline", "9-8-8", "text"),
        ),
        "Call or text 9-8-8",
    ),
    "GB": Help(
        "999",
        (
            *_SAMARITANS.lines,
            Line("NHS 111", "111", "call", "option 2"),
            Line("Shout", "85258", "text", "SHOUT"),
        ),
        "Call Samaritans on 116 123, or text SHOUT to 85258",
    ),
    "IE": _SAMARITANS,
    "AU": Help("000", (Line("Lifeline", "13 11 14", "call"),), "Call Lifeline on 13 11 14"),
    "NZ": Help(
        "111",
        (Line("1737", "1737", "call"), Line("1737", "1737", "text")),
        "Call or text 1737",
    ),
}
_EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IT LT LU LV MT NL PL PT RO SE SI SK"
_HELP |= dict.fromkeys(_EU.split(), Help("112", (), "Call 112"))
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
    lines = (Line(clinic.crisis_words or "Crisis line", own, "call"),) if own else ()
    sentence = f"Call {own}" if own else f"Find a crisis line at {_FINDER.number}"
    return Help(clinic.emergency_number or "", (*lines, _FINDER), sentence)


def voice_of(clinic: Place) -> Voice:
    """Who speaks in the messages to this clinic's patients."""
    found = help_for(clinic.country, clinic)
    return Voice(clinic.name, found.emergency, found.sentence)


class Country(NamedTuple):
    """A country's help under its name, for the page that everyone may open."""

    name: str
    emergency: str
    lines: tuple[Line, ...]


_NAMES = {
    "US": "United States",
    "CA": "Canada",
    "GB": "United Kingdom",
    "IE": "Ireland",
    "AU": "Australia",
    "NZ": "New Zealand",
    "DE": "Other countries of the European Union",
}


def countries() -> list[Country]:
    """Every country on the list, and where to look in any other."""
    known = [
        Country(name, _HELP[code].emergency, _HELP[code].lines) for code, name in _NAMES.items()
    ]
    return [*known, Country("Any other country", "", (_FINDER,))]
