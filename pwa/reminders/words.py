"""What a reminder says, where anyone may see it: neutral, without a name, a clinic or a reason."""

from typing import NamedTuple

from pwa.care import languages
from pwa.languages import mark

TITLE = mark("Time for your check-in")
BODY = mark("It takes about 2 minutes.")
LETTER = mark(
    "Hello,\n\n"
    "It is time for your check-in. It takes about 2 minutes:\n"
    "{link}\n\n"
    "You get this email because your reminders are on. To stop these emails, open this page and "
    "press the button:\n"
    "{stop}\n"
)


class Said(NamedTuple):
    title: str
    body: str
    lang: str
    direction: str


def said(language: str) -> Said:
    """The notification in the patient's language."""
    spoken = languages.of(language)
    return Said(spoken.gettext(TITLE), spoken.gettext(BODY), spoken.code, spoken.direction)


def letter(language: str, link: str, stop: str) -> str:
    """The text of the e-mail."""
    return languages.of(language).say(LETTER, link=link, stop=stop)
