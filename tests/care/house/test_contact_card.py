"""The clinic's contact card, as an address book reads it."""

import pytest
import vobject

from pwa.care.house.contact_card import vcard
from tests.care.conftest import ana  # noqa: F401


@pytest.fixture
def oak(ana):  # noqa: F811
    return ana.clinic


def read(clinic, language="en"):
    return vobject.readOne(vcard(clinic, language).decode())


def test_it_is_a_place_with_a_number_to_call(oak):
    card = read(oak)
    assert (card.version.value, card.fn.value, card.org.value) == ("3.0", oak.name, [oak.name])
    assert card.n.value.family == oak.name
    assert card.tel.value == oak.phone
    assert card.tel.params["TYPE"] == ["WORK", "VOICE"]


def test_its_hours_are_in_the_language_of_who_reads_it(oak):
    oak.opening_hours = {"en": "Monday to Friday, 9:00–17:00; closed at noon", "es": "De lunes"}
    assert read(oak).note.value == "Monday to Friday, 9:00–17:00; closed at noon"
    assert read(oak, "es").note.value == "De lunes"
    assert "note" not in read(oak, "fr").contents


@pytest.mark.parametrize(
    "name", ["Oak, Elm; and \\Ash", "Klinik für Ängste " * 8, "Two\r\nTEL:911", "診療所" * 30]
)
def test_any_name_is_read_as_it_is(oak, name):
    oak.name = name
    raw = vcard(oak, "en")
    card = vobject.readOne(raw.decode())
    assert card.fn.value.splitlines() == name.splitlines()
    assert len(card.contents["tel"]) == 1
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75


def test_no_emergency_number_or_crisis_line_is_in_it(oak):
    assert "988" not in vcard(oak, "en").decode()
    assert "911" not in vcard(oak, "en").decode()


def test_saved_again_it_is_the_same_contact(oak):
    before = read(oak).uid.value
    oak.phone = "+1 555 010 0199"
    assert read(oak).uid.value == before
