"""Guessing is slowed down, for each account and each address, over all processes."""

from datetime import timedelta

import pytest
from sqlmodel import select

from pwa.care.staff import tries
from pwa.store.tables import SignInAttempt
from tests.cast import PASSWORD
from tests.clinic.nurse import Nurse, words

WRONG = "a guess"


@pytest.fixture
def guess(make_app, clock):
    """A guess from an address, each time at another process."""
    apps = [make_app(), make_app()]

    def guess(email: str, password: str = WRONG, address: str = "203.0.113.7"):
        apps.reverse()
        client = apps[0].test_client()
        client.environ_base["REMOTE_ADDR"] = address
        return Nurse(client).sign_in(email, password)

    return guess


@pytest.fixture
def few(monkeypatch):
    """Small limits, so that the test need not hash so often."""
    monkeypatch.setattr(tries, "TRIES", {"account": 3, "address": 5})


def test_it_stops_guessing_at_one_account_over_two_processes(guess, few):
    for number in range(3):
        assert guess("nora@oak.example", address=f"203.0.113.{number}").status_code == 403
    refused = guess("nora@oak.example", PASSWORD, address="203.0.113.99")
    assert refused.status_code == 429
    assert "Too many attempts to sign in. Try again in 15 minutes." in words(refused)
    assert guess("omar@elm.example", PASSWORD, address="203.0.113.99").status_code == 303


def test_it_stops_guessing_from_one_address(guess, few):
    for number in range(5):
        assert guess(f"someone{number}@oak.example").status_code == 403
    assert guess("nora@oak.example", PASSWORD).status_code == 429
    assert guess("nora@oak.example", PASSWORD, address="198.51.100.1").status_code == 303


def test_it_treats_unknown_accounts_alike(guess, few):
    for number in range(3):
        guess("nobody@oak.example", address=f"203.0.113.{number}")
    assert guess("nobody@oak.example", address="203.0.113.99").status_code == 429


def test_it_says_when_to_try_again_and_keeps_its_word(guess, few, clock):
    for minutes in (0, 4, 4):
        clock.shift(timedelta(minutes=minutes))
        guess("nora@oak.example")
    assert "Try again in 7 minutes." in words(guess("nora@oak.example", PASSWORD))
    clock.shift(timedelta(minutes=7))
    assert guess("nora@oak.example", PASSWORD).status_code == 303


def test_it_does_not_count_what_was_refused(guess, few, clock):
    for _ in range(8):
        guess("nora@oak.example")
    clock.shift(timedelta(minutes=15))
    assert guess("nora@oak.example", PASSWORD).status_code == 303


def test_it_forgives_after_a_right_password(guess, few):
    for _ in range(2):
        guess("nora@oak.example")
        guess("nora@oak.example", PASSWORD)
    assert guess("nora@oak.example").status_code == 403
    assert guess("nora@oak.example", PASSWORD).status_code == 303


def test_it_keeps_no_email_and_no_address_in_clear(guess, look):
    guess("nora@oak.example")
    keys = look(select(SignInAttempt.key_hash))
    assert len(keys) == 2
    assert not any("nora" in key or "203" in key for key in keys)
