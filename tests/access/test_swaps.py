"""Random swaps of identifiers, and that a mistake in one look-up would be found."""

import pytest
from sqlmodel import col, select

from chaos import apart, swaps
from pwa.care import pairing, tokens
from pwa.clinic import find
from pwa.store.tables import Clinic, Device, Patient
from pwa.web.session import current_session
from tests.postgres import superusers


def test_no_swap_reaches_another_clinic():
    figures = swaps.run("short", seed=5)
    assert figures.faults == []
    assert figures.counted["refused"] > 100


def rows_by_their_id_alone(monkeypatch):
    def own(table, row_id):
        return current_session().exec(select(table).where(table.id == row_id)).one()

    monkeypatch.setattr(find, "own", own)


def a_cookie_without_its_clinic(monkeypatch):
    def caller_of(s, cookie_value):
        token = (cookie_value or "").partition(".")[2] or (cookie_value or "")
        chosen = select(Device, Patient, Clinic).where(
            Device.token_hash == tokens.hashed("device", token), Patient.id == Device.patient_id,
            col(Clinic.id) == cookie_value.partition(".")[0])  # fmt: skip
        found = s.exec(chosen).first() if cookie_value else None
        return pairing.Caller(*found) if found else None

    monkeypatch.setattr(pairing, "caller_of", caller_of)


@pytest.mark.parametrize("mistake", [rows_by_their_id_alone, a_cookie_without_its_clinic])
def test_it_catches(monkeypatch, mistake):
    mistake(monkeypatch)
    monkeypatch.setattr(swaps, "STEPS", {"short": 100})
    # What is swapped is a matter of chance, and of the routes that there are.
    assert any(swaps.run("short", seed).faults for seed in range(5, 10))


def test_the_database_alone_keeps_clinics_apart():
    figures = apart.run("short", seed=2)
    assert figures.faults == []
    assert figures.counted["filters taken out"] > 1000


def test_it_catches_an_app_that_the_database_lets_through():
    assert any(apart.alone(25, seed, superusers).faults for seed in range(2, 7))
