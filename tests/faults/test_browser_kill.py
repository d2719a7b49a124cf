"""The browser is killed in the middle of a check-in. chaos/ has the long form, of 200 kills."""

import pytest

from chaos import browser_kill, patient
from chaos.harness import Figures

SEED = 1
pytestmark = pytest.mark.timeout(900)  # it waits for no clock, only for a slow machine
NEVER_KEPT = (r"await keep\(\(\) ?=> ?", "await (given => given)(")


def test_nothing_given_is_lost_with_the_browser():
    figures = browser_kill.run("short", SEED)
    assert figures.faults == []
    assert figures.counted["browsers killed"] == browser_kill.KILLS["short"]
    assert all(f"of them {end}" in figures.counted for end in browser_kill.ENDS), figures


def test_a_draft_that_is_not_kept_as_it_is_given_is_caught(monkeypatch):
    monkeypatch.setattr(browser_kill, "IN_FORM", 1)
    monkeypatch.setattr(browser_kill, "AT_ONCE", 0)
    figures = Figures()
    with patient.world(NEVER_KEPT) as where:
        browser_kill.on(where, 2, SEED, figures)
        assert where.network.made, "the mistake fits nowhere any more"
    assert any("the draft has" in fault for fault in figures.faults)
