import pytest

from pwa.decision import GAD7, band, parse_answers, total
from pwa.decision.questionnaire import floor
from pwa.errors import Invalid


def test_it_keeps_the_stem_to_the_letter():
    assert GAD7.stem == (
        "Over the last 2 weeks, how often have you been bothered by the following problems?"
    )


def test_it_keeps_every_item_and_code_to_the_letter():
    assert [(item.text, item.loinc) for item in GAD7.items] == [
        ("Feeling nervous, anxious or on edge", "69725-0"),
        ("Not being able to stop or control worrying", "68509-9"),
        ("Worrying too much about different things", "69733-4"),
        ("Trouble relaxing", "69734-2"),
        ("Being so restless that it is hard to sit still", "69735-9"),
        ("Becoming easily annoyed or irritable", "69689-8"),
        ("Feeling afraid as if something awful might happen", "69736-7"),
    ]
    assert (GAD7.loinc, GAD7.total_loinc) == ("69737-5", "70274-6")


def test_it_keeps_every_option_to_the_letter():
    assert [tuple(option) for option in GAD7.options] == [
        (0, "Not at all", "LA6568-5"),
        (1, "Several days", "LA6569-3"),
        (2, "More than half the days", "LA6570-1"),
        (3, "Nearly every day", "LA6571-9"),
    ]


def test_it_keeps_the_eighth_question_with_its_odd_code_order():
    assert GAD7.difficulty.text == (
        "If you checked off any problems, how difficult have these made it for you to do your "
        "work, take care of things at home, or get along with other people?"
    )
    assert GAD7.difficulty.loinc == "69722-7"
    assert [tuple(option) for option in GAD7.difficulty.options] == [
        (0, "Not difficult at all", "LA6572-7"),
        (1, "Somewhat difficult", "LA6573-5"),
        (2, "Very difficult", "LA6575-0"),
        (3, "Extremely difficult", "LA6574-3"),
    ]


def test_it_keeps_the_attribution():
    assert GAD7.attribution == (
        "Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, "
        "with an educational grant from Pfizer Inc. No permission required to reproduce, "
        "translate, display or distribute."
    )


def _check_digit_is_right(code: str) -> bool:
    """Mod 10 as for LOINC parts; the prefix of an answer code adds five."""
    digits, check = code.removeprefix("LA").split("-")
    doubled = sum(sum(divmod(2 * int(d), 10)) for d in digits[::-1][::2])
    total = doubled + sum(map(int, digits[::-1][1::2])) + (5 if code.startswith("LA") else 0)
    return (10 - total % 10) % 10 == int(check)


@pytest.mark.parametrize(
    "code",
    [
        *(item.loinc for item in GAD7.items),
        *(option.loinc for option in (*GAD7.options, *GAD7.difficulty.options)),
        *(GAD7.loinc, GAD7.total_loinc, GAD7.difficulty.loinc),
    ],
)
def test_every_code_has_its_check_digit(code):
    assert _check_digit_is_right(code)


def test_the_wrong_code_in_common_use_fails_that_check():
    assert not _check_digit_is_right("69689-6")


def test_it_totals_only_seven_answers():
    assert total([3, 3, 3, 3, 3, 3, 3]) == 21
    assert total([0] * 7) == 0
    assert total([3, 3, 3, None, 3, 3, 3]) is None
    assert floor([3, None, 1, None, None, None, 0]) == 4


@pytest.mark.parametrize(
    ("points", "name"),
    [(0, "minimal"), (4, "minimal"), (5, "mild"), (9, "mild"), (10, "moderate"),
     (14, "moderate"), (15, "severe"), (21, "severe")],
)  # fmt: skip
def test_it_names_the_band(points, name):
    assert band(points) == name


@pytest.mark.parametrize(
    "answers",
    [
        *([], [0] * 6, [0] * 8, None, "0000000", {"0": 1}),
        *([0, 0, 0, 0, 0, 0, value] for value in (4, -1, 1.0, True, "1", [], {})),
    ],
)
def test_it_refuses_anything_but_seven_answers_or_blanks(answers):
    with pytest.raises(Invalid) as refused:
        parse_answers(answers)
    assert refused.value.faults[0].field.startswith("answers")


def test_it_takes_blanks():
    assert parse_answers([None, 1, 2, 3, 0, None, 1]) == [None, 1, 2, 3, 0, None, 1]
