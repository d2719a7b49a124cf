"""Nothing that the rules and tables call by a code is without words for staff."""

import pytest

from pwa.care import contact
from pwa.care.history import REACHED
from pwa.clinic import words
from pwa.decision import PRESETS
from pwa.decision import holds as decision_holds
from pwa.decision.rules import ORDER
from pwa.decision.timeline import TREATMENT_KINDS


def test_it_names_every_rule():
    assert set(words.RULES) == set(ORDER) | {"unfinished"}


def test_it_names_every_reason_to_hold():
    reasons = {
        value
        for name, value in vars(decision_holds).items()
        if name.isupper() and isinstance(value, str)
    }
    assert set(words.HELD) == reasons


def test_it_knows_which_contacts_close_a_request():
    assert set(words.OUTCOMES) == set(contact.OUTCOMES)
    assert {code for code, outcome in words.OUTCOMES.items() if outcome.closes} == set(REACHED)


def test_it_names_every_kind_and_preset():
    assert set(words.TREATMENTS) == set(TREATMENT_KINDS)
    assert set(words.PRESETS) == set(words.PRICES) == set(PRESETS)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("choice", "a design judgement, no study"),
        ("choice: confirmation", "a design judgement, no study: confirmation"),
        ("Spitzer 2006 severity band", "Spitzer 2006 severity band"),
    ],
)
def test_it_says_a_choice_is_one(given, shown):
    assert words.source(given) == shown
