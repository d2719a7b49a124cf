"""The core's words in another language: each text, and nothing but the texts."""

from pwa.decision.words import ENGLISH, Calendar, texts, words_in

CALENDAR = Calendar(["mo"] * 7, ["ja"] * 12, "{day} {month}")


def test_every_text_is_translated():
    found = words_in("xx", CALENDAR, str.upper)
    assert (found.language, found.calendar) == ("xx", CALENDAR)
    assert found.both == ENGLISH.both.upper()
    assert found.ago == tuple(text.upper() for text in ENGLISH.ago)
    for name in ("titles", "reasons", "things"):
        english = getattr(ENGLISH, name)
        assert getattr(found, name) == {key: text.upper() for key, text in english.items()}
    assert found.lines == {
        key: tuple(line.upper() for line in lines) for key, lines in ENGLISH.lines.items()
    }


def test_every_text_that_is_translated_is_named():
    asked = []
    words_in("xx", CALENDAR, lambda text: asked.append(text) or text)
    assert {*asked} <= {*texts()}
