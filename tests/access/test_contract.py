"""The API keeps to its document, and schemathesis would see it if it did not."""

import pytest

from chaos import contract
from pwa.care import overview
from pwa.patient import items


def test_it_keeps_to_its_document():
    figures = contract.run("short", seed=4)
    assert figures.faults == []
    assert figures.counted["2xx"] > 30


def the_session_has_no_plan(monkeypatch):
    whole = overview.of
    monkeypatch.setattr(
        overview, "of", lambda *given: {k: v for k, v in whole(*given).items() if k != "plan"}
    )


def a_conflict_is_another_status(monkeypatch):
    monkeypatch.setattr(items, "STATUS", items.STATUS | {"new": 202, "invalid": 418})


@pytest.mark.parametrize("mistake", [the_session_has_no_plan, a_conflict_is_another_status])
def test_it_catches(monkeypatch, mistake):
    mistake(monkeypatch)
    monkeypatch.setattr(contract, "TIMES", {"short": 3})
    assert any(contract.run("short", seed).faults for seed in range(4, 9))
