"""What is taken away is gone at the next request, whoever still holds a cookie."""

import pytest
from sqlmodel import select

from pwa.care import clock as care_clock
from pwa.care import erase, pairing
from pwa.store.tables import Device, Patient, Staff, StaffSession
from tests.access.world import World
from tests.patient.conftest import Phone

PAGE = "/clinic/patients"


@pytest.fixture
def do(app, cast):
    """Does something in a transaction of its own, as another process would."""

    def do(what) -> None:
        with app.extensions["db"].session(clinic_id=cast.oak) as s:
            what(s)
            s.commit()

    return do


def member(s, world: World) -> Staff:
    return s.get_one(Staff, (world.oak.clinic, world.oak.staff))


def patient(s, world: World) -> Patient:
    return s.get_one(Patient, (world.oak.clinic, world.oak.patient))


def disable(s, world: World) -> None:
    member(s, world).disabled_at = care_clock.now()


def end_sessions(s, world: World) -> None:
    for one in s.exec(select(StaffSession).where(StaffSession.staff_id == world.oak.staff)):
        one.revoked_at = care_clock.now()


def forget_sessions(s, world: World) -> None:
    for one in s.exec(select(StaffSession).where(StaffSession.staff_id == world.oak.staff)):
        s.delete(one)


def unpair(s, world: World) -> None:
    pairing.revoke(s, s.get_one(Device, (world.oak.clinic, world.oak.ids["device_id"])))


def archive(s, world: World) -> None:
    patient(s, world).archived_at = care_clock.now()


def erase_patient(s, world: World) -> None:
    erase.erase(s, patient(s, world))


@pytest.mark.parametrize("taken", [disable, end_sessions, forget_sessions])
def test_staff_are_out_at_once(world, do, taken):
    nurse = world.staff(world.oak)
    assert nurse.get(PAGE).status_code == 200
    do(lambda s: taken(s, world))
    assert nurse.get(PAGE).status_code == 302
    assert nurse.client.post(f"{PAGE}/new").status_code == 401


@pytest.mark.parametrize("role", ["auditor", "operator", "made up"])
def test_a_role_is_another_at_once(world, do, role):
    nurse = world.staff(world.oak)
    assert nurse.get(PAGE).status_code == 200
    do(lambda s: setattr(member(s, world), "role", role))
    assert nurse.get(PAGE).status_code == 403


@pytest.mark.parametrize("taken", [unpair, archive, erase_patient])
def test_a_phone_is_out_at_once(world, do, taken):
    phone = world.phone(world.oak)
    assert phone.get("/api/session").status_code == 200
    do(lambda s: taken(s, world))
    for path in ("/api/session", "/api/data.json", "/api/reminders"):
        assert phone.get(path).status_code == 401, path
    sender = Phone(phone, world.oak.patient)
    assert sender.put(sender.item()).status_code == 401


def test_a_cookie_is_nothing_without_its_row(world):
    """Nothing in a cookie says by itself who somebody is."""
    for side in (world.oak, world.elm):
        for cookie in (side.clinic, f"{side.clinic}.{side.staff}", f"{side.clinic}.admin"):
            client = world.nobody()
            client.set_cookie("clinic", cookie)
            client.set_cookie("booster", cookie)
            assert client.get(PAGE).status_code == 302
            assert client.get("/api/session").status_code == 401
