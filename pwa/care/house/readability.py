"""How hard a text is to read, with syllables by their vowels.

English: Flesch-Kincaid grade (Kincaid 1975). Spanish: Fernández Huerta (1959). French: Kandel and
Moles (1958). The last two give points, of which more are easier and 70 are "fairly easy".

A grade is a year of a US school: grades 4 to 6 are ages 9 to 11. The libraries for it fetch a
dictionary from the network when they are first used; counting groups of vowels needs none, and on
plain words it is right or a little too strict.
"""

import re

_SILENT = re.compile(r"(?<=[^aeiouyl])e$|(?<=[^aeioudt])ed$|(?<=[^aeioucgsxz])es$|(?<=[aeiouy]r)e$")
_APART = re.compile(r"(?<=i)(?=[ao](?!u)|et)|(?<=[eu])(?=o)|(?<=[aou])(?=ing)|(?<=e)(?=ing)")
_PART = re.compile(r"(?<=[.!?:])\s+|\n+")


def sentences(text: str) -> list[str]:
    return [part for part in _PART.split(text) if re.search(r"\w", part)]


def words(text: str) -> list[str]:
    return re.findall(r"[\w’'-]*\w", text)


def syllables(word: str) -> int:
    """By groups of vowels, without a silent e; a number counts as one."""
    bare = _SILENT.sub("", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", _APART.sub("-", bare))))


def grade(text: str) -> float:
    """The grade of a passage."""
    count = len(words(text))
    spoken = sum(syllables(part) for word in words(text) for part in re.split(r"[-’']", word))
    return 0.39 * count / len(sentences(text)) + 11.8 * spoken / count - 15.59


HIGHEST_GRADE = 6.0
FEWEST_POINTS = 70.0
LONGEST_SENTENCE = 22  # words
FROM_WORDS = 5  # a passage: a formula says nothing about fewer
# Points to begin with; how many go off for each word a sentence, and for each syllable a word.
_POINTS = {"es": (206.84, 1.02, 60.0), "fr": (207.0, 1.015, 73.6)}
_GROUPS = {"es": r"[aeiouyáéíóúü]+", "fr": r"[aeiouyàâéèêëîïôùûüœ]+"}


def fault(text: str, language: str) -> str | None:
    """What is wrong with a passage for a reading age of 9 to 11; None when nothing is."""
    if longest(text) > LONGEST_SENTENCE:
        return f"must have sentences of at most {LONGEST_SENTENCE} words"
    if len(words(text)) < FROM_WORDS or is_easy(text, language):
        return None
    return "is too hard to read for somebody of 9 to 11 years. Use shorter words and sentences"


def is_easy(text: str, language: str) -> bool:
    """Whether readers of nine to eleven years could read it; in another language, as English."""
    if language in _POINTS:
        return points(text, language) >= FEWEST_POINTS
    return grade(text) <= HIGHEST_GRADE


def points(text: str, language: str) -> float:
    """How easy a Spanish or French passage is, mostly 0 to 100."""
    most, by_word, by_syllable = _POINTS[language]
    parts = [part for word in words(text) for part in re.split(r"[-’']", word) if part]
    spoken = sum(_groups(part, language) for part in parts)
    return most - by_word * len(parts) / len(sentences(text)) - by_syllable * spoken / len(parts)


def _groups(word: str, language: str) -> int:
    # A French e at the end is silent, also before s and nt.
    bare = re.sub(r"(?<=\w{2})e(s|nt)?$", "", word.lower()) if language == "fr" else word.lower()
    return max(1, len(re.findall(_GROUPS[language], bare)))


def longest(text: str) -> int:
    """How many words the longest sentence has."""
    return max((len(words(sentence)) for sentence in sentences(text)), default=0)
