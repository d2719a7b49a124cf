"""The GAD-7 as data, to the letter, and its scoring.

Source: Spitzer 2006, doi 10.1001/archinte.166.10.1092. Codes: LOINC 69737-5 and its parts.
A text here is part of the instrument: with a changed word it is another instrument. Other
languages have their official translations, in `translations`.
"""

from collections.abc import Sequence
from typing import NamedTuple

Answers = Sequence[int | None]


class Item(NamedTuple):
    """One scored question."""

    id: str
    text: str
    loinc: str


class Option(NamedTuple):
    """One answer option: its points and its LOINC answer code."""

    value: int
    text: str
    loinc: str


class Band(NamedTuple):
    """A severity band of the total, both ends included."""

    name: str
    low: int
    high: int


class Difficulty(NamedTuple):
    """The optional eighth question, which is never scored."""

    text: str
    loinc: str
    options: tuple[Option, ...]


class Questionnaire(NamedTuple):
    """A questionnaire with everything that must be shown with it."""

    id: str
    loinc: str
    total_loinc: str
    stem: str
    items: tuple[Item, ...]
    options: tuple[Option, ...]
    difficulty: Difficulty | None
    bands: tuple[Band, ...]
    attribution: str


GAD7 = Questionnaire(
    id="gad-7/en",
    loinc="69737-5",
    total_loinc="70274-6",
    stem="Over the last 2 weeks, how often have you been bothered by the following problems?",
    items=(
        Item("q1", "Feeling nervous, anxious or on edge", "69725-0"),
        Item("q2", "Not being able to stop or control worrying", "68509-9"),
        Item("q3", "Worrying too much about different things", "69733-4"),
        Item("q4", "Trouble relaxing", "69734-2"),
        Item("q5", "Being so restless that it is hard to sit still", "69735-9"),
        Item("q6", "Becoming easily annoyed or irritable", "69689-8"),
        Item("q7", "Feeling afraid as if something awful might happen", "69736-7"),
    ),
    options=(
        Option(0, "Not at all", "LA6568-5"),
        Option(1, "Several days", "LA6569-3"),
        Option(2, "More than half the days", "LA6570-1"),
        Option(3, "Nearly every day", "LA6571-9"),
    ),
    difficulty=Difficulty(
        text=(
            "If you checked off any problems, how difficult have these made it for you to do "
            "your work, take care of things at home, or get along with other people?"
        ),
        loinc="69722-7",
        # LOINC numbers "very" and "extremely" out of order; this is not a slip.
        options=(
            Option(0, "Not difficult at all", "LA6572-7"),
            Option(1, "Somewhat difficult", "LA6573-5"),
            Option(2, "Very difficult", "LA6575-0"),
            Option(3, "Extremely difficult", "LA6574-3"),
        ),
    ),
    bands=(
        Band("minimal", 0, 4),
        Band("mild", 5, 9),
        Band("moderate", 10, 14),
        Band("severe", 15, 21),
    ),
    attribution=(
        "Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, "
        "with an educational grant from Pfizer Inc. No permission required to reproduce, "
        "translate, display or distribute."
    ),
)

HIGHEST_ANSWER = GAD7.options[-1].value
HIGHEST_TOTAL = HIGHEST_ANSWER * len(GAD7.items)
HIGHEST_FLOOR = HIGHEST_ANSWER * (len(GAD7.items) - 1)


def total(answers: Answers) -> int | None:
    """The total, 0-21 points, of seven answers; None while any is blank (never pro-rated)."""
    return None if None in answers else floor(answers)


def floor(answers: Answers) -> int:
    """The lowest the total can be, in points: the sum of the answers that were given."""
    return sum(filter(None, answers))


def band(points: int) -> str:
    """The name of the severity band of a complete total, 0-21 points."""
    return next(band.name for band in GAD7.bands if band.low <= points <= band.high)
