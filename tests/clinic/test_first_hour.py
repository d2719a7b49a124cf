"""A new clinic's first steps: each is done when it was done, and all of them can be put away."""

from datetime import timedelta

import pytest
from sqlmodel import delete

from pwa.care import clock as care_clock
from pwa.care import enrol, pairing
from pwa.store.tables import Clinic, Passkey, Patient
from tests.cast import PASSWORD
from tests.clinic.test_house import DETAILS, GOOD

WORKLIST = "/clinic/"
NAMES = {
    "details": "Check your clinic’s details",
    "thresholds": "Look at the thresholds",
    "patient": "Add your first patient",
    "invite": "Pair a patient’s phone",
    "colleague": "Invite a colleague",
    "passkey": "Protect your account with a passkey",
}


@pytest.fixture
def oak(nora, session, cast) -> Clinic:
    """Oak Clinic, as it would be an hour after it was set up."""
    clinic = session.get_one(Clinic, cast.oak)
    clinic.created_at = care_clock.now() - timedelta(hours=1)
    session.exec(delete(Patient).where(Patient.clinic_id == cast.oak))
    session.commit()
    return clinic


def left(nora) -> list[str]:
    page = nora.page(WORKLIST)
    return [key for key, name in NAMES.items() if name in page and f"{name} – done" not in page]


def test_each_step_is_done_when_it_was_done(nora, oak, session, cast):
    assert left(nora) == list(NAMES)
    nora.done(DETAILS, **GOOD)
    nora.page("/clinic/thresholds")
    assert left(nora) == ["patient", "invite", "colleague", "passkey"]
    ann = enrol.add_patient(session, cast.oak, "Ann Ash")
    session.commit()
    assert left(nora) == ["invite", "colleague", "passkey"]
    pairing.make_invite(session, ann, cast.nora)
    enrol.add_staff(session, cast.oak, "lena@oak.example", "Lena Lime", PASSWORD)
    session.commit()
    assert left(nora) == ["passkey"]
    made = {"credential_id": "c1", "public_key": b"k", "created_at": care_clock.now()}
    session.add(Passkey(clinic_id=cast.oak, staff_id=cast.nora, **made))
    session.commit()
    assert "First steps" not in nora.page(WORKLIST)


def test_they_can_be_put_away(nora, oak):
    assert "First steps" in nora.page(WORKLIST)
    page = nora.done("/clinic/first-steps/put-away")
    assert "The first steps are put away." in page
    assert left(nora) == []


def test_a_clinic_that_is_not_new_sees_none(nora, oak, session):
    oak.created_at -= timedelta(days=90)
    session.add(oak)
    session.commit()
    assert left(nora) == []
