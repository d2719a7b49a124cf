"""Catalogues as translators' tools write them (gettext PO), read once.

A text is known by its English, a counted one by its first form; a translation is a tuple of one
form or two.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent
TEMPLATE = FOLDER / "messages.pot"


def codes() -> list[str]:
    """The languages that there is a catalogue for, complete or not."""
    return sorted(path.stem for path in FOLDER.glob("*.po"))


@cache
def read(code: str) -> Mapping[str, tuple[str, ...]]:
    """The translations by their text; what is empty or fuzzy is left out."""
    messages = [message for message in catalog(code) if not message.fuzzy]
    forms = {_forms(message.id)[0]: _forms(message.string) for message in messages if message.id}
    return {text: translated for text, translated in forms.items() if all(translated)}


@cache
def sources() -> Mapping[str, tuple[str, ...]]:
    """Every text that can be said, with its English forms."""
    return {_forms(message.id)[0]: _forms(message.id) for message in _read(TEMPLATE) if message.id}


@cache
def said_by() -> Mapping[str, frozenset[str]]:
    """The files that say each text."""
    return {
        _forms(message.id)[0]: frozenset(file for file, _ in message.locations)
        for message in _read(TEMPLATE)
        if message.id
    }


@cache
def is_complete(code: str) -> bool:
    """Whether every text is there."""
    return read(code).keys() >= sources().keys()


def catalog(code: str) -> Catalog:
    """A language's whole catalogue, as Babel has it."""
    return _read(FOLDER / f"{code}.po")


def _read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened)


def _forms(said: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return tuple(said) if isinstance(said, list | tuple) else (str(said or ""),)
