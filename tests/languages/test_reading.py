"""Patients of nine to eleven years could read it: Flesch-Kincaid grade 6 or less.

Flesch-Kincaid (Kincaid 1975: 0.39 words a sentence + 11.8 syllables a word - 15.59) is made for
passages, so it is taken over all whole sentences that one page, script or table of words says, and
over each text of twenty words or more. A label may be one long word, as in "Appointment", so labels
don't count, neither way. Apart from that no sentence has more than LONGEST words. Left out: the
intended use, which is the policy's word for word; the questionnaire is no catalogue's.
"""

import re
from collections import defaultdict

import pytest

from pwa.care.house.readability import HIGHEST_GRADE, grade, sentences, syllables, words
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


def by_file() -> dict[str, str]:
    said = defaultdict(list)
    for text, files in catalogue.said_by().items():
        for file in files:
            said[file] += [
                sentence
                for form in ENGLISH.get(text, [])
                for sentence in sentences(form)
                if SENTENCE.search(sentence)
            ]
    return {file: " ".join(parts) for file, parts in said.items()}


PASSAGES = {file: text for file, text in by_file().items() if len(text.split()) >= PASSAGE}


@pytest.mark.parametrize("file", sorted(PASSAGES))
def test_all_that_a_page_says_is_easy(file):
    assert grade(PASSAGES[file]) <= HIGHEST_GRADE, PASSAGES[file]


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
