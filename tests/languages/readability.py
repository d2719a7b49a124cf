"""How hard a text is to read: Flesch-Kincaid grade (Kincaid 1975), with syllables by their vowels.

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
