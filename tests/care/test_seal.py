"""What a phone has sealed is opened here, and only here, under its own name."""

import json
from base64 import b64encode, urlsafe_b64decode

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from pwa.care import clock as care_clock
from pwa.care import keys, pairing, seal
from pwa.care.arrival import Arrival
from pwa.errors import Forbidden
from pwa.store.db import enter
from pwa.store.tables import Clinic, Patient

ITEM = "0c5f0a31-6c53-4f38-9a3e-0f5f0c3f9b11"
SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
BODY = b'{"patient": "Ana", "answers": [1, 2, 3, 0, 1, 2, 3]}'


@pytest.fixture
def ana(session, cast):
    keys.live(session, cast.oak, keys.SEAL)
    return session.get_one(Patient, (cast.oak, cast.ana))


def envelope(session, ana, item=ITEM, body=BODY, **other):
    """What a phone makes of a body, by the library's own half of the standard."""
    known = seal.public(session, ana.clinic_id)
    point = urlsafe_b64decode(known["key"] + "=")
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    names = f"booster-seal\n1\n{item}\n{ana.id}\n{ana.clinic_id}".encode()
    box = b64encode(SUITE.encrypt(body, public, names)).decode()
    made = {"sealed": 1, "key": known["id"], "patient": ana.id, "box": box} | other
    return json.dumps(made).encode()


def arrival(session, ana, body, item=ITEM):
    clinic = session.get_one(Clinic, ana.clinic_id)
    return Arrival(clinic, ana, None, item, body, "digest", care_clock.now())


def test_it_opens_what_was_sealed_to_the_clinic(session, ana):
    readable = seal.opened(session, arrival(session, ana, envelope(session, ana)))
    assert (readable.body, readable.digest) == (BODY, "digest")


def test_it_leaves_what_is_not_sealed_as_it_is(session, ana):
    for body in (BODY, b"", b"[]", b'["sealed"]', b'{"a": "sealed"}', b'"sealed'):
        plain = arrival(session, ana, body)
        assert seal.opened(session, plain) == plain


def test_a_retired_key_still_opens(session, ana):
    old = envelope(session, ana)
    keys.retire(session, ana.clinic_id, keys.SEAL)
    keys.live(session, ana.clinic_id, keys.SEAL)
    assert seal.public(session, ana.clinic_id)["id"] not in old.decode()
    assert seal.opened(session, arrival(session, ana, old)).body == BODY


def test_it_opens_under_its_own_name_only(session, ana):
    other = "0c5f0a31-6c53-4f38-9a3e-0f5f0c3f9b12"
    sealed = envelope(session, ana)
    assert seal.opened(session, arrival(session, ana, sealed, other)) is None


def test_another_patients_is_refused(session, ana, cast):
    sealed = envelope(session, ana, patient=cast.ben)
    with pytest.raises(Forbidden):
        seal.opened(session, arrival(session, ana, sealed))


def test_another_clinics_key_opens_nothing(session, ana, cast):
    enter(session, cast.elm)
    elm = keys.live(session, cast.elm, keys.SEAL)
    enter(session, cast.oak)
    sealed = envelope(session, ana, key=elm.id)
    assert seal.opened(session, arrival(session, ana, sealed)) is None


def test_a_key_for_another_purpose_opens_nothing(session, ana):
    push = keys.live(session, ana.clinic_id, keys.PUSH)
    sealed = envelope(session, ana, key=push.id)
    assert seal.opened(session, arrival(session, ana, sealed)) is None


@pytest.mark.parametrize(
    "broken",
    [
        {"sealed": 2},
        {"sealed": None},
        {"key": None},
        {"key": ["x"]},
        {"key": "unknown"},
        {"box": None},
        {"box": ""},
        {"box": "not base64"},
        {"box": b64encode(b"short").decode()},
        {"box": b64encode(b"\x04" + bytes(96)).decode()},
    ],
)
def test_what_is_broken_opens_nothing(session, ana, broken):
    sealed = envelope(session, ana, **broken)
    assert seal.opened(session, arrival(session, ana, sealed)) is None


def test_a_phone_without_a_key_yet_is_given_none(session, cast):
    enter(session, cast.elm)
    assert seal.public(session, cast.elm) is None


def test_pairing_gives_the_key(session, cast, client):
    patient = session.get_one(Patient, (cast.oak, cast.ana))
    made = pairing.make_invite(session, patient, cast.nora)
    session.commit()
    said = client.post("/api/pair", json={"secret": made.token}, headers={"X-Booster": "1"})
    assert said.json["clinic"]["seal"] == seal.public(session, cast.oak)
