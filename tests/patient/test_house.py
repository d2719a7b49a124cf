"""What is the clinic's own reaches its patients' phones, and nobody else's."""

import pytest

from pwa.care.house import colour, details, logo
from pwa.store.tables import Clinic, Patient

PNG = b"\x89PNG\r\n\x1a\n" + b"a picture"


@pytest.fixture
def oak(session, cast):
    return session.get_one(Clinic, cast.oak)


def told(phone) -> dict:
    return phone.client.get("/api/session").json["clinic"]


def choose(phone, code: str):
    headers = {"X-Booster": "1"}
    return phone.client.put("/api/language", json={"language": code}, headers=headers)


def test_it_tells_nothing_that_was_not_set(phone):
    said = told(phone)
    assert [said[name] for name in ("colour", "hours", "logo", "languages")] == [None] * 4


def test_it_tells_the_colour_for_light_and_dark_the_hours_and_the_logo(phone, session, oak):
    hours = {"en": "Monday to Friday, 9 to 5", "es": "De lunes a viernes"}
    details.change(session, oak, colour="#7a1f5c", opening_hours=hours)
    logo.put(session, oak, PNG)
    session.commit()
    said = told(phone)
    assert said["colour"] == ["#7a1f5c", colour.pair("#7a1f5c")[1]]
    assert said["hours"] == "Monday to Friday, 9 to 5"
    assert phone.client.get(said["logo"]).data == PNG


def test_a_patient_may_choose_what_the_clinic_offers(phone, session, oak, cast):
    details.change(session, oak, languages=["en", "fr"])
    session.commit()
    assert told(phone)["languages"] == ["en", "fr"]
    refused = choose(phone, "es")
    assert refused.status_code == 422
    assert choose(phone, "fr").status_code == 200
    session.expire_all()
    assert session.get_one(Patient, (cast.oak, cast.ana)).language == "fr"
