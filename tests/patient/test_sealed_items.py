"""Sealed items come through the door like any other, and none is dropped."""

import json

import pytest

from pwa.care import keys
from pwa.store.tables import CheckIn, Contact, Patient, Quarantine
from tests.care.test_seal import envelope
from tests.items import SEVERE, WELL

ITEM = "0c5f0a31-6c53-4f38-9a3e-0f5f0c3f9b11"


@pytest.fixture
def sealed(session, phone, cast):
    """Seal an item as the phone does."""
    ana = session.get_one(Patient, (cast.oak, cast.ana))
    session.commit()

    def of(item, **broken):
        made = envelope(session, ana, ITEM, json.dumps(item).encode(), **broken)
        session.commit()
        return made

    return of


def test_a_sealed_check_in_is_taken_in(phone, sealed, rows):
    body = sealed(phone.item(answers=SEVERE))
    answer = phone.put(body, ITEM)
    assert (answer.status_code, answer.json["outcome"]) == (201, "new")
    assert answer.json["advice"]["headline"] == "severe-score"
    assert [row.answers for row in rows(CheckIn)] == [SEVERE]


def test_a_retry_is_the_same_bytes(phone, sealed, rows):
    body = sealed(phone.item())
    said = [phone.put(body, ITEM).json["outcome"] for _ in range(2)]
    assert (said, len(rows(CheckIn))) == (["new", "identical"], 1)


def test_the_same_answers_sealed_again_are_another_item(phone, sealed, rows):
    said = [phone.put(sealed(phone.item()), ITEM).json["outcome"] for _ in range(2)]
    assert (said, len(rows(CheckIn))) == (["new", "conflict"], 1)
    assert [json.loads(row.body)["answers"] for row in rows(Quarantine)] == [WELL]


def test_a_sealed_contact_is_taken_in(phone, sealed, rows):
    item = {"patient": phone.patient, "on": "2026-04-27", "at": None, "offset_minutes": None}
    assert phone.put(sealed(item), ITEM, "contacts").json["outcome"] == "new"
    assert len(rows(Contact)) == 1


def test_what_cannot_be_read_inside_is_kept_readable_for_staff(phone, sealed, rows):
    answer = phone.put(sealed(phone.item(answers=[9])), ITEM)
    assert (answer.status_code, answer.json["outcome"]) == (422, "invalid")
    assert [json.loads(row.body)["answers"] for row in rows(Quarantine)] == [[9]]


def test_what_cannot_be_opened_is_kept_as_it_came(phone, sealed, rows, session, cast):
    body = sealed(phone.item(), key="lost")
    said = [phone.put(body, ITEM) for _ in range(2)]
    assert [(one.status_code, one.json["outcome"]) for one in said] == [(422, "invalid")] * 2
    assert [row.body.encode() for row in rows(Quarantine)] == [body]
    assert rows(CheckIn) == []


def test_another_persons_envelope_is_refused_and_not_kept(phone, sealed, rows, cast):
    answer = phone.put(sealed(phone.item(), patient=cast.ben), ITEM)
    assert answer.status_code == 403
    assert rows(CheckIn) == rows(Quarantine) == []


def test_a_phone_from_before_is_given_the_key(phone, session, cast, rows):
    key = keys.found(session, cast.oak, keys.SEAL)
    session.delete(key)
    session.commit()
    phone.put(phone.item())  # makes the plan stale, as a new release does
    assert phone.client.get("/api/session").json["clinic"]["seal"]["key"]
    assert keys.found(session, cast.oak, keys.SEAL) is not None
