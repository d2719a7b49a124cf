"""A response is read strictly: each fault is named by the element that it is in."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pwa.decision.reader import Reader
from pwa.interop.fhir.writing import procedure, response
from tests.care.conftest import BLANK
from tests.interop import sent
from tests.interop.sent import BASE, coded, item
from tests.items import SEVERE, WELL

NEW_YORK = "America/New_York"


KIND = "QuestionnaireResponse"


def read(said):
    reader = Reader()
    return response.read(said, BASE, NEW_YORK, reader), reader.faults


def faults(**more) -> list[str]:
    return [fault.field.removeprefix(f"{KIND}.") for fault in read(sent.response("ana", **more))[1]]


def with_item(place: int, one: dict) -> list[dict]:
    items = sent.response("ana")["item"]
    items[place] = one
    return items


@pytest.mark.parametrize("answers", [SEVERE, WELL, BLANK], ids=["severe", "well", "blank"])
def test_answers_are_read_by_their_code(answers):
    found, wrong = read(sent.response("ana", answers))
    assert (wrong, found.answers) == ([], answers)


def test_answers_are_read_by_their_points_too_and_by_loincs_own_links():
    links = ["/69725-0", "68509-9", "q3", "q4", "q5", "q6", "q7", "/69722-7"]
    items = [item(link, {"valueInteger": 2}) for link in links]
    found, wrong = read(
        sent.response("ana", item=items, questionnaire="http://loinc.org/q/69737-5|2.77")
    )
    assert (wrong, found.answers, found.difficulty) == ([], [2] * 7, 2)


def test_very_difficult_is_less_than_extremely():
    very = {"valueCoding": {"system": "http://loinc.org", "code": "LA6575-0"}}
    items = [*sent.response("ana")["item"], item("difficulty", very)]
    assert read(sent.response("ana", item=items))[0].difficulty == 2


def test_a_question_without_an_answer_is_a_blank():
    found, wrong = read(
        sent.response("ana", item=with_item(2, item("q3", None)), status="in-progress")
    )
    assert wrong == []
    assert found.answers[2] is None


def test_a_total_is_held_against_the_answers():
    items = sent.response("ana")["item"]
    for value, wrong in ((16, []), (15, ["item[7].answer[0]"]), (16.0, ["item[7].answer[0]"])):
        assert faults(item=[*items, item("total", {"valueInteger": value})]) == wrong
    blank = sent.response("ana", BLANK)["item"]
    place = f"item[{len(blank)}].answer[0]"
    assert faults(answers=BLANK, item=[*blank, item("total", {"valueInteger": 2})]) == [place]
    one = [item(f"q{n}", {"valueInteger": int(n == 1)}) for n in range(1, 8)]
    assert faults(item=[*one, item("total", {"valueInteger": True})]) == ["item[7].answer[0]"]


LOINC = {"system": "http://loinc.org"}


@pytest.mark.parametrize(
    ("one", "path"),
    [
        (item("q9", coded(1)), "linkId"),
        (item("q1", coded(1)), "linkId"),
        ({"answer": [coded(1)]}, "linkId"),
        ("q4", "linkId"),
        ({"linkId": ["q4"]}, "linkId"),
        (item("q4", {"valueInteger": 4}), "answer[0].valueInteger"),
        (item("q4", {"valueInteger": -1}), "answer[0].valueInteger"),
        (item("q4", {"valueInteger": True}), "answer[0].valueInteger"),
        (item("q4", {"valueInteger": 1.0}), "answer[0].valueInteger"),
        (item("q4", {"valueString": "often"}), "answer[0]"),
        (item("q4", {"valueInteger": 1, "valueDecimal": 1}), "answer[0]"),
        (item("q4", coded(1) | {"item": []}), "answer[0]"),
        (item("q4", {"valueCoding": LOINC | {"code": "LA6572-7"}}), "answer[0].valueCoding.code"),
        (item("q4", {"valueCoding": LOINC | {"code": None}}), "answer[0].valueCoding.code"),
        (item("q4", {"valueCoding": {"code": "LA6568-5"}}), "answer[0].valueCoding.system"),
        (item("q4", {"valueCoding": "LA6568-5"}), "answer[0].valueCoding.system"),
        ({"linkId": "q4", "answer": [coded(1), coded(2)]}, "answer"),
        ({"linkId": "q4", "answer": []}, "answer"),
        ({"linkId": "q4", "answer": coded(1)}, "answer"),
        ({"linkId": "q4", "answer": ["often"]}, "answer[0]"),
        (item("q4", coded(1)) | {"item": []}, "item"),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, dict) else value,
)
def test_what_is_no_answer_is_named(one, path):
    assert faults(item=with_item(3, one)) == [f"item[3].{path}"]


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"status": "amended"}, ["status"]),
        ({"status": None}, ["status"]),
        ({"questionnaire": f"{BASE}/Questionnaire/phq-9"}, ["questionnaire"]),
        ({"questionnaire": f"{BASE}/Questionnaire/gad-7|2"}, ["questionnaire"]),
        ({"questionnaire": None}, ["questionnaire"]),
        ({"authored": "2026-04"}, ["authored"]),
        ({"authored": "2026-02-30"}, ["authored"]),
        ({"authored": "2026-04-27T10:00:00"}, ["authored"]),
        ({"authored": None, "status": "done"}, ["authored", "status"]),
        ({"answers": BLANK, "status": "completed"}, ["status"]),
        ({"answers": [None] * 7}, ["item"]),
        ({"item": {}}, ["item"]),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, dict) else None,
)
def test_what_surrounds_the_answers_is_named_too(more, wrong):
    assert faults(**more) == wrong


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["answer", "valueCoding", "code", "text", "start"]), inner
        )
    ),
    max_leaves=8,
)


ELEMENTS = ("questionnaire", "authored", "status", "code", "performedDateTime", "performedPeriod")


ITEMS = st.lists(
    st.fixed_dictionaries({}, optional={"linkId": st.sampled_from(["q1", "total", "difficulty"]),
                                        "answer": ANYTHING, "item": ANYTHING}),
    max_size=4,
)  # fmt: skip


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(ELEMENTS), ANYTHING), ITEMS | ANYTHING)
def test_no_nonsense_breaks_the_reading(elements, items):
    said = sent.response("ana") | elements | {"item": items}
    found, wrong = read(said)
    assert wrong or (len(found.answers) == 7 and found.answers != [None] * 7)
    reader = Reader()
    assert procedure.read(said, BASE, NEW_YORK, reader).kind in ("booster", "induction")
