"""The check-in without a script."""

import re

import pytest

from pwa.store.tables import CheckIn, Contact, Report, Treatment

FULL = {f"q{number}": "2" for number in range(1, 8)}


def post(phone, **fields):
    return phone.client.post("/app/check-in", data=fields)


def hidden(page):
    """What the page would send when its button is pressed."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text)
    fields = {}
    for name, value in found:
        fields.setdefault(name, []).append(value)
    return fields


def test_it_asks_to_check_the_answers_first(phone, rows):
    page = post(phone, **FULL | {"q3": ""})
    assert page.status_code == 200
    assert "Check your answers" in page.text
    assert "You left one question blank." in page.text
    assert rows(CheckIn) == []


def test_it_saves_what_was_confirmed_and_shows_the_result(phone, rows):
    result = post(phone, **hidden(post(phone, **FULL, difficulty="1")))
    assert "Received by Oak Clinic at 11:00" in result.text
    assert "Your score is 14 of 21" in result.text
    (row,) = rows(CheckIn)
    assert (row.answers, row.difficulty, row.on.isoformat()) == ([2] * 7, 1, "2026-04-27")


def test_confirming_twice_saves_once(phone, rows):
    fields = hidden(post(phone, **FULL))
    assert [post(phone, **fields).status_code for _ in range(2)] == [200, 200]
    assert len(rows(CheckIn)) == 1


def test_a_blank_stays_blank(phone, rows):
    post(phone, **hidden(post(phone, q1="3")))
    assert rows(CheckIn)[0].answers == [3, None, None, None, None, None, None]


def test_reports_arrive_with_it(phone, rows):
    result = post(phone, **hidden(post(phone, **FULL, report=["unsafe", "urine-pain"])))
    assert sorted(row.kind for row in rows(Report)) == ["unsafe", "urine-pain"]
    assert "You are not alone" in result.text
    assert "tel:988" in result.text


def test_the_last_treatment_arrives_with_it(phone, rows):
    told = {"last_treatment": "no", "last_treatment_on": "2026-04-20"}
    post(phone, **hidden(post(phone, **FULL, **told)))
    (row,) = rows(Treatment)
    assert (row.on.isoformat(), row.source) == ("2026-04-20", "patient")


def test_the_day_stays_the_one_on_which_it_was_filled_in(phone, rows, clock):
    fields = hidden(post(phone, **FULL))
    clock.shift(14 * 3600)
    post(phone, **fields)
    assert rows(CheckIn)[0].on.isoformat() == "2026-04-27"


FAULTS = {
    "an answer of 4": ({"q2": "4"}, "q2"),
    "an odd difficulty": ({"difficulty": "9"}, "difficulty"),
    "an odd report": ({"report": "hiccups"}, "report"),
    "an odd answer about treatment": ({"last_treatment": "maybe"}, "last_treatment"),
    "no date": ({"last_treatment": "no"}, "last_treatment_on"),
    "no such date": (
        {"last_treatment": "no", "last_treatment_on": "2026-02-30"},
        "last_treatment_on",
    ),
    "a date ahead": (
        {"last_treatment": "no", "last_treatment_on": "2026-04-28"},
        "last_treatment_on",
    ),
}


@pytest.mark.parametrize("confirm", [{}, {"confirm": "1"}])
@pytest.mark.parametrize(("fields", "named"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_with_a_link_to_its_field(phone, rows, fields, named, confirm):
    page = post(phone, **FULL | {"q1": "3"} | fields | confirm)
    assert page.status_code == 422
    assert "There is a problem" in page.text
    assert f'href="#{named}"' in page.text
    assert f'id="{named}"' in page.text
    assert rows(CheckIn) == []


def test_a_fault_loses_no_answer(phone):
    page = post(phone, **FULL | {"q1": "3", "q2": "9", "report": "urine-pain"})
    checked = re.findall(r'name="(\w+)" value="([^"]+)" id="[^"]*" checked', page.text)
    assert ("q1", "3") in checked
    assert ("q7", "2") in checked
    assert ("report", "urine-pain") in checked


def test_another_site_is_refused(phone, rows):
    answer = phone.client.post(
        "/app/check-in", data=FULL | {"confirm": "1"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
    assert rows(CheckIn) == []


def test_a_stranger_is_refused(stranger, rows):
    assert post(stranger, **FULL, confirm="1").status_code == 401
    assert rows(CheckIn) == []


def test_it_may_not_be_kept(phone):
    assert post(phone, **FULL).headers["Cache-Control"] == "no-store"


def test_that_the_clinic_was_contacted_can_be_noted(phone, rows):
    answer = phone.client.post("/app/contacted")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/app")
    assert [(row.source, row.outcome) for row in rows(Contact)] == [("patient", "patient-called")]
