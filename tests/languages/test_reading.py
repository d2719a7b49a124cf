"""Patients of nine to eleven years could read it: Flesch-Kincaid grade 6 or less.

Flesch-Kincaid (Kincaid 1975: 0.39 words a sentence + 11.8 syllables a word - 15.59) is made for
passages, so it is taken over all whole sentences that one page, script or table of words says, and
over each text of twenty words or more. A label may be one long word, as in "Appointment", so labels
don't count, neither way. Apart from that no sentence has more than LONGEST words. Left out: the
intended use, which is the policy's word for word; the questionnaire is no catalogue's. Spanish and
French have formulas of their own: see readability.py.
"""

import re
from collections import defaultdict

import pytest

from pwa.care.house.readability import (
    HIGHEST_GRADE,
    grade,
    is_easy,
    points,
    sentences,
    syllables,
    words,
)
from pwa.care.house.readability import LONGEST_SENTENCE as LONGEST
from pwa.languages import catalogue

PASSAGE = 40
INTENDED_USE = "This app helps adults who are already patients"
GAP = re.compile(r"\{[^}]*\}|%\(\w+\)s")
# Names and numbers stand in the gaps: one short word each.
ENGLISH = {
    text: [GAP.sub("six", form) for form in forms]
    for text, forms in catalogue.sources().items()
    if not text.startswith(INTENDED_USE)
}
SENTENCE = re.compile(r"[.!?]$")


def passages(said: dict[str, list[str]]) -> dict[str, str]:
    """All whole sentences of each file that has enough of them."""
    by_file = defaultdict(list)
    for text, files in catalogue.said_by().items():
        for file in files:
            by_file[file] += [
                sentence
                for form in said.get(text, [])
                for sentence in sentences(form)
                if SENTENCE.search(sentence)
            ]
    joined = {file: " ".join(parts) for file, parts in by_file.items()}
    return {file: text for file, text in joined.items() if len(text.split()) >= PASSAGE}


def translated(code: str) -> dict[str, list[str]]:
    read = catalogue.read(code)
    return {text: [GAP.sub("dos", form) for form in read[text]] for text in ENGLISH}


PASSAGES = passages(ENGLISH)
TRANSLATED = {code: passages(translated(code)) for code in ("es", "fr")}


@pytest.mark.parametrize("file", sorted(PASSAGES))
def test_all_that_a_page_says_is_easy(file):
    assert grade(PASSAGES[file]) <= HIGHEST_GRADE, PASSAGES[file]


@pytest.mark.parametrize("code", TRANSLATED)
def test_all_that_a_page_says_is_easy_in_other_languages(code):
    assert len(TRANSLATED[code]) > 20
    hard = {file: text for file, text in TRANSLATED[code].items() if not is_easy(text, code)}
    assert not hard, {file: points(text, code) for file, text in hard.items()}


def test_each_longer_text_is_easy():
    long = [
        form for forms in ENGLISH.values() for form in forms if len(words(form)) >= PASSAGE // 2
    ]
    assert len(long) > 10
    assert not [text for text in long if grade(text) > HIGHEST_GRADE]


def test_no_sentence_is_long():
    found = [
        sentence
        for forms in ENGLISH.values()
        for form in forms
        for sentence in sentences(form)
        if len(words(sentence)) > LONGEST
    ]
    assert not found


def test_hard_words_would_be_found():
    assert [syllables(word) for word in ("treatment", "cake", "anxiety", "called", "needed")] == [
        2,
        1,
        4,
        1,
        2,
    ]
    hard = "Deterioration of psychological symptomatology necessitates immediate consultation."
    assert grade(hard) > HIGHEST_GRADE
