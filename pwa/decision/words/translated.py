"""The same sentences in another language."""

from collections.abc import Callable, Mapping

from pwa.decision.words.english import ENGLISH
from pwa.decision.words.language import Calendar, Words


def words_in(language: str, calendar: Calendar, translate: Callable[[str], str]) -> Words:
    """The same in another language, of which the caller knows how it says each English text."""

    def each(texts: Mapping[str, str]) -> dict[str, str]:
        return {key: translate(text) for key, text in texts.items()}

    today, yesterday, earlier = map(translate, ENGLISH.ago)
    return Words(
        language=language,
        calendar=calendar,
        both=translate(ENGLISH.both),
        ago=(today, yesterday, earlier),
        titles=each(ENGLISH.titles),
        lines={key: tuple(map(translate, lines)) for key, lines in ENGLISH.lines.items()},
        reasons=each(ENGLISH.reasons),
        things=each(ENGLISH.things),
    )
