"""What phones say of themselves, beside what arrived."""

from datetime import UTC, datetime, timedelta

import pytest

from pwa.care import listed, phone_word, quarantine
from pwa.care.phone_word import PhoneWord
from pwa.store.db import enter
from pwa.store.tables import CheckIn, Clinic, Device, Patient

NOW = datetime(2026, 4, 27, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (
            "made=3&lost=1&shared=1&keeps=persistent",
            PhoneWord(3, 1, shared=True, keeps="persistent"),
        ),
        ("made=3", PhoneWord(3, 0, shared=False, keeps=None)),
        ("made=-3&lost=x&keeps=for%20ever&shared=yes", PhoneWord(0, 0, shared=False, keeps=None)),
        ("made=" + "9" * 100, PhoneWord(phone_word.MOST, 0, shared=False, keeps=None)),
        ("made=²", PhoneWord(0, 0, shared=False, keeps=None)),
        ("lost=3", None),
        ("", None),
        (None, None),
    ],
)
def test_it_reads_what_a_phone_says(text, word):
    assert phone_word.read(text) == word


@pytest.fixture
def ana(session, cast):
    return session.get_one(Patient, (cast.oak, cast.ana))


@pytest.fixture
def oak(session, cast):
    return session.get_one(Clinic, cast.oak)


@pytest.fixture
def device(clock, session, ana):
    made = Device(
        clinic_id=ana.clinic_id, patient_id=ana.id, token_hash="x", created_at=NOW, seen_at=NOW
    )
    session.add(made)
    session.commit()
    return made


def arrives(session, device, seq=1):
    row = CheckIn(
        clinic_id=device.clinic_id,
        patient_id=device.patient_id,
        device_id=device.id,
        seq=seq,
        on=NOW.date(),
        answers=[1] * 7,
        digest="",
        taken_at=NOW,
        received_at=NOW,
        day_uncertain=False,
    )
    session.add(row)
    session.flush()
    listed.follow_all(session, device.clinic_id)
    return row


def says(session, device, made, lost=0):
    phone_word.note(session, device, PhoneWord(made, lost, shared=False, keeps="persistent"))


def test_it_notes_only_news(session, device):
    word = PhoneWord(1, 0, shared=True, keeps="best-effort")
    assert phone_word.is_news(device, word)
    phone_word.note(session, device, word)
    assert not phone_word.is_news(device, word)
    assert (device.made, device.shared, device.reported_at) == (1, True, NOW)


def test_what_arrived_is_missed_by_nobody(session, device, oak, clock):
    arrives(session, device)
    says(session, device, made=1)
    clock.shift(timedelta(days=3))
    assert phone_word.arrived(session, device) == 1
    assert phone_word.missing(session, oak) == []


def test_what_does_not_come_shows_after_two_days(session, device, oak, clock):
    arrives(session, device)
    says(session, device, made=3)
    clock.shift(timedelta(days=2))
    assert phone_word.missing(session, oak) == []
    clock.shift(1)
    (found,) = phone_word.missing(session, oak)
    assert (found.device.id, found.patient.name, found.waiting) == (device.id, "Ana Alder", 2)
    clock.shift(timedelta(days=30))
    assert phone_word.missing(session, oak) == []


def test_what_was_lost_shows_at_once(session, device, oak):
    arrives(session, device)
    says(session, device, made=2, lost=1)
    (found,) = phone_word.missing(session, oak)
    assert (found.device.lost, found.waiting) == (1, 0)


def test_what_staff_keep_has_arrived(session, device, oak, ana, clock):
    for digest in "ab":
        quarantine.keep(session, ana, device.id, "one", digest, b"{}", "invalid: no", NOW)
    taken = arrives(session, device)
    quarantine.keep(session, ana, device.id, taken.id, "c", b"{}", "invalid: no", NOW)
    assert phone_word.arrived(session, device) == 2


def test_another_clinic_sees_nothing_of_it(session, device, cast):
    says(session, device, made=5, lost=5)
    enter(session, cast.elm)
    assert phone_word.missing(session, session.get_one(Clinic, cast.elm)) == []
