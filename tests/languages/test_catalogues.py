"""The catalogues say what the sources say, in every language that is offered."""

import re

import pytest

from pwa.care import languages
from pwa.decision import GAD7_IN
from pwa.languages import catalogue
from scripts.words import extracted

CODES = ("es", "fr")
GAP = re.compile(r"\{[^}]*\}|%\(\w+\)s")


def forms(said) -> tuple[str, ...]:
    return tuple(said) if isinstance(said, tuple | list) else (said,)


def test_the_template_has_every_text_of_the_sources_and_no_other():
    """If this fails: `python3 dev.py words`, then translate what is new."""
    now = {forms(message.id) for message in extracted() if message.id}
    assert set(catalogue.sources().values()) == now
    assert len(now) > 400


def test_the_template_knows_who_says_what():
    """A page carries the words of its scripts by it."""
    now = {forms(m.id)[0]: {file for file, _ in m.locations} for m in extracted() if m.id}
    assert {text: set(files) for text, files in catalogue.said_by().items()} == now


@pytest.mark.parametrize("code", CODES)
def test_a_language_is_complete(code):
    missing = catalogue.sources().keys() - catalogue.read(code).keys()
    assert not missing, f"{len(missing)} texts have no translation: {sorted(missing)}"
    assert catalogue.read(code).keys() == catalogue.sources().keys(), "some are said no more"


def test_every_complete_language_is_offered():
    assert languages.offered() == ("en", *CODES)


def test_a_language_with_a_text_missing_is_not_offered(monkeypatch):
    monkeypatch.setattr(catalogue, "read", lambda code: {})
    catalogue.is_complete.cache_clear()
    try:
        assert not catalogue.is_complete("es")
    finally:
        catalogue.is_complete.cache_clear()


def test_an_empty_or_uncertain_translation_is_none(tmp_path, monkeypatch):
    (tmp_path / "xx.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Yes"\nmsgstr "Oui"\n\nmsgid "No"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "Back"\nmsgstr "Retour"\n'
    )
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    assert catalogue.read("xx") == {"Yes": ("Oui",)}
    catalogue.read.cache_clear()


@pytest.mark.parametrize("code", CODES)
def test_a_translation_leaves_open_what_the_english_leaves_open(code):
    for text, translated in catalogue.read(code).items():
        english = catalogue.sources()[text]
        assert len(translated) == len(english), text
        # The first form may say "one" for the number.
        for own, theirs in zip(english[1:] or english, translated[1:] or translated, strict=True):
            assert sorted(GAP.findall(own)) == sorted(GAP.findall(theirs)), text


@pytest.mark.parametrize("code", CODES)
def test_a_translation_is_as_long_as_a_translation_is(code):
    """Two texts that were mixed up differ in length, or in how they end."""
    for text, translated in catalogue.read(code).items():
        assert 0.3 < len(translated[-1]) / len(catalogue.sources()[text][-1]) < 4, text
        assert text.rstrip().endswith(".") == translated[0].rstrip().endswith("."), text


@pytest.mark.parametrize("code", CODES)
def test_no_text_of_the_questionnaire_comes_from_a_catalogue(code):
    for gad7 in GAD7_IN.values():
        parts = (gad7.stem, *(item.text for item in gad7.items), gad7.attribution)
        official = {*parts, *(option.text for option in gad7.options)}
        assert not official & set(catalogue.sources())
        assert not official & {form for forms in catalogue.read(code).values() for form in forms}
