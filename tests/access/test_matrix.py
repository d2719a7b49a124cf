"""The whole matrix. A new route is in it by itself; what is declared nowhere fails the build."""

import pytest

from pwa.care import roles
from pwa.clinic import guard, permissions
from pwa.store.tables import Patient
from pwa.web.session import current_session
from tests.access.matrix import CALLERS, ROLES, cells
from tests.access.rows import changed
from tests.access.world import World, address

PRIVATE = ("Ana Alder", "A private note of Oak")


def caller_of(world: World, name: str, home):
    if name == "nobody":
        return world.nobody()
    return world.phone(home) if name == "a phone" else world.staff(home, name).client


def faults(world: World, name: str, own: bool) -> list[str]:
    """What is not as the matrix says, for one caller who asks for Oak's rows."""
    found = []
    client = caller_of(world, name, world.oak if own else world.elm)
    for cell in cells(world.app, name, own=own):
        answer = client.open(address(cell.rule, world.oak.ids), method=cell.method)
        if answer.status_code not in cell.expected:
            found.append(f"{cell}: {answer.status_code}, not {cell.expected}")
        if told := [word for word in unspeakable(world, name, own) if word in answer.text]:
            found.append(f"{cell}: tells {told}")
    return found


def unspeakable(world: World, name: str, own: bool) -> tuple[str, ...]:
    if not own or name not in ROLES:
        return world.oak.secrets
    return () if roles.may(name, "patients") else PRIVATE


@pytest.mark.parametrize("name", CALLERS)
def test_it_gives_everybody_their_own_and_nothing_else(world, name):
    before = world.rows(world.oak)
    assert faults(world, name, own=False) == []
    assert changed(before, world.rows(world.oak)) == []
    if name in ROLES:
        assert faults(world, name, own=True) == []


def test_a_route_that_nobody_declared_is_nobodys(world):
    """Also for the administrator: what asks for no permission is refused, not open."""

    @world.app.get("/clinic/patients/<patient_id>/new", endpoint="clinic.undeclared")
    def undeclared(patient_id: str) -> str:
        return patient_id

    # A blueprint's guard is asked for the endpoints of its name.
    client = world.staff(world.oak).client
    assert client.get(f"/clinic/patients/{world.oak.patient}/new").status_code == 403


def no_permission_is_asked(monkeypatch):
    monkeypatch.setattr(permissions, "refuse_others", lambda: None)


def rows_are_found_without_the_clinic(monkeypatch):
    def own_patient(patient_id: str) -> Patient:
        return current_session().query(Patient).filter_by(id=patient_id).one()

    monkeypatch.setattr("pwa.clinic.views.patient.own_patient", own_patient)


def anybody_is_staff(monkeypatch):
    monkeypatch.setattr(guard, "_sign_in_first", lambda: "come in")


@pytest.mark.parametrize(
    ("mistake", "name", "own"),
    [
        (no_permission_is_asked, "auditor", True),
        (rows_are_found_without_the_clinic, "administrator", False),
        (anybody_is_staff, "nobody", True),
    ],
)
def test_it_catches(world, monkeypatch, mistake, name, own):
    mistake(monkeypatch)
    assert faults(world, name, own) != []
