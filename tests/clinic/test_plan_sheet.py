"""The plan on one page, for a patient without a phone."""

import re

import pytest
from justhtml import JustHTML

from pwa.care import languages
from pwa.store.tables import Clinic, Patient
from tests.clinic.nurse import words
from tests.clinic.story import ago


def sheet(nora, cast) -> str:
    return nora.page(f"/clinic/patients/{cast.ana}/plan")


def test_it_says_what_is_asked_at_each_score_and_until_when(nora, ana, cast):
    ana.settled(ago(33))
    page = sheet(nora, cast)
    assert "Now to" in page
    assert "15 or more Call your clinic in the next day or two" in page
    assert "No call is asked for. You can call your clinic at any time." in page
    assert "If you do not check in" in page


def test_it_has_the_clinics_and_the_crisis_numbers(nora, cast):
    page = sheet(nora, cast)
    assert "Oak Clinic +1 555 010 0100" in page
    assert "If you are in danger 911" in page
    assert "988 Suicide & Crisis Lifeline text 988" in page


def test_it_says_the_day_it_was_made(nora, cast):
    assert "Made on April 27." in sheet(nora, cast)


def test_a_patient_before_any_check_in_has_one_too(nora, cast):
    assert "Below 15 No call is asked for." in sheet(nora, cast)


def test_staff_see_it_when_patients_do_not(nora, cast, session):
    session.get_one(Clinic, cast.oak).shows_plan = False
    session.commit()
    assert "Who to call" in sheet(nora, cast)


ENGLISH = re.compile(r"\b(the|your|call|clinic|check|now|more|below|treatment)\b", re.IGNORECASE)


@pytest.mark.parametrize("language", [code for code in languages.offered() if code != "en"])
def test_it_stands_in_the_patients_language(nora, ana, cast, session, language):
    ana.settled(ago(33))
    session.get_one(Patient, (cast.oak, cast.ana)).language = language
    session.commit()
    page = JustHTML(nora.get(f"/clinic/patients/{cast.ana}/plan").text, sanitize=False)
    sheet = page.query_one(".sheet")
    assert sheet.attrs["lang"] == language
    text = sheet.to_text().replace("Oak Clinic", "").replace("Crisis Lifeline", "")
    assert ENGLISH.findall(text) == []


def test_it_is_linked_from_the_patients_page(nora, cast):
    response = nora.get(f"/clinic/patients/{cast.ana}")
    assert f"/clinic/patients/{cast.ana}/plan" in response.text
    assert "One page to print" in words(response)
