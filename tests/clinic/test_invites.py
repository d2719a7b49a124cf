import re
from datetime import timedelta

import pytest
import segno
from sqlmodel import select

from pwa.care import pairing
from pwa.errors import BoosterError
from pwa.store.tables import Device, Invite
from tests.clinic.nurse import words


@pytest.fixture
def made(nora, cast):
    def made(valid: str):
        response = nora.post(f"/clinic/patients/{cast.ana}/invite", valid=valid)
        assert response.status_code == 200
        return response

    return made


def code_in(response) -> str:
    return re.search(r"\b[A-Z2-9]{5}-[A-Z2-9]{5}\b", words(response))[0]


def link_in(response) -> str:
    return re.search(r"http://localhost/app/pair#[\w-]+", words(response))[0]


def dark_modules(path: str) -> set[tuple[int, int]]:
    """The squares that strokes of width one, drawn from left to right, cover."""
    x, y, covered = 0.0, 0.0, set()
    for command, numbers in re.findall(r"([Mmh])([^Mmh]*)", path):
        values = [float(n) for n in numbers.split()]
        if command == "h":
            covered |= {(int(x) + step, int(y)) for step in range(int(values[0]))}
            x += values[0]
        else:
            here = (x, y) if command == "m" else (0.0, 0.0)
            x, y = here[0] + values[0], here[1] + values[1]
    return covered


@pytest.mark.parametrize(
    ("valid", "until"),
    [("clinic", "Mon 27 Apr 2026, 11:15"), ("message", "Thu 30 Apr 2026, 11:00")],
)
def test_it_says_until_when_it_works(made, valid, until):
    assert f"It works once, until {until}." in words(made(valid))


@pytest.mark.parametrize("secret_in", [code_in, lambda made: link_in(made).partition("#")[2]])
def test_it_pairs_a_phone_once(made, session, look, cast, secret_in):
    secret = secret_in(made("clinic"))
    pairing.redeem(session, secret, "Ana’s phone")
    session.commit()
    [device] = look(select(Device))
    assert device.patient_id == cast.ana
    with pytest.raises(BoosterError):
        pairing.redeem(session, secret)


def test_it_is_over_after_15_minutes(made, session, clock):
    secret = code_in(made("clinic"))
    clock.shift(timedelta(minutes=15))
    with pytest.raises(BoosterError):
        pairing.redeem(session, secret)


def test_it_draws_the_link_as_a_code(made):
    response = made("message")
    path = re.search(r'<path[^>]*stroke="#000"[^>]*>', response.text)[0]
    drawn = dark_modules(re.search(r' d="([^"]+)"', path)[1])
    rows = segno.make(link_in(response), error="m", micro=False).matrix_iter(border=4)
    meant = {(x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}
    assert drawn == meant


def test_it_keeps_hashes_only(made, look):
    response = made("clinic")
    [invite] = look(select(Invite))
    kept = repr(invite)
    assert code_in(response) not in kept
    assert link_in(response).partition("#")[2] not in kept


def test_it_asks_how_they_get_it(nora, cast, look):
    page = nora.refused(f"/clinic/patients/{cast.ana}/invite")
    assert "Choose how the patient gets the invite." in page
    assert not look(select(Invite))
