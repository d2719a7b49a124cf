"""Processes are killed under load, and what was acknowledged is there. chaos/ has the long form."""

import pytest

from chaos import kill
from chaos.harness import Figures
from chaos.vacant import KINDS

SEED = 1
pytestmark = pytest.mark.timeout(900)  # it waits for no clock, only for a slow machine
FEW = kill.Plan(people=8, answers=30, every=5, seconds=600)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_acknowledged_outlives_every_kill(kind):
    figures = Figures()
    kill.on(kind, kill.PLANS["short"], SEED, figures)
    assert figures.faults == []
    assert figures.counted[f"answers acknowledged on {kind}"] >= kill.PLANS["short"].answers
    assert figures.counted["workers killed"] >= 2
    assert figures.counted["servers killed"] >= 1
    assert ("databases killed" in figures.counted) == (kind == "postgresql")


def test_a_server_that_answers_before_it_commits_is_caught():
    figures = Figures()
    app = "tests.faults.servers:answers_first"
    kill.on("sqlite", FEW, SEED, figures, app=app, WEB_CONCURRENCY="1")
    assert any("lost: " in fault for fault in figures.faults)
