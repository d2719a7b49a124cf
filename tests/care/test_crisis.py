"""The list of the policy, to the number."""

import pytest

from pwa.care import crisis
from pwa.languages import ENGLISH
from pwa.store.tables import Clinic
from tests.conftest import NOW


def clinic(country, **own):
    facts = {"name": "Ash", "phone": "1", "timezone": "UTC", "created_at": NOW}
    return Clinic(country=country, **facts, **own)


def help_in(country, **own):
    return crisis.help_for(country, clinic(country, **own))


@pytest.mark.parametrize(
    ("country", "emergency", "lines"),
    [
        ("US", "911", [("988", "call", None), ("988", "text", None)]),
        ("CA", "911", [("9-8-8", "call", None), ("9-8-8", "text", None)]),
        (
            "GB",
            "999",
            [("116 123", "call", None), ("111", "call", "option 2"), ("85258", "text", "SHOUT")],
        ),
        ("IE", "112", [("116 123", "call", None)]),
        ("AU", "000", [("13 11 14", "call", None)]),
        ("NZ", "111", [("1737", "call", None), ("1737", "text", None)]),
        ("DE", "112", []),
        ("FR", "112", []),
    ],
)
def test_it_gives_each_country_its_own_numbers(country, emergency, lines):
    found = help_in(country)
    assert found.emergency == emergency
    assert [line[1:] for line in found.lines] == lines


def test_it_never_guesses(session):
    found = help_in("BR", emergency_number="190")
    assert found.emergency == "190"
    assert [line.number for line in found.lines] == ["findahelpline.com"]


def test_it_shows_what_the_clinic_entered():
    found = help_in("BR", emergency_number="190", crisis_line="188", crisis_words="CVV")
    assert found.lines[0] == ("CVV", "188", "call", None)
    assert found.said(ENGLISH) == "Call 188"


def test_a_clinic_cannot_replace_what_is_on_the_list():
    assert help_in("US", emergency_number="1", crisis_line="2").emergency == "911"


def test_the_voice_speaks_of_it():
    said = crisis.voice_of(clinic("NZ"))
    assert (said.clinic, said.emergency, said.crisis) == ("Ash", "111", "Call or text 1737")


def test_every_country_stands_on_the_page_for_everyone():
    page = {country.name: country for country in crisis.countries()}
    assert page["United States"].emergency == "911"
    assert page["Other countries of the European Union"].emergency == "112"
    assert page["Any other country"].lines[0].number == "findahelpline.com"
    assert len(page) == 8
