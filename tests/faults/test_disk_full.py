"""A disk that is full is never called a success, and costs nothing that was promised."""

import pytest

from chaos import disk_full
from chaos.harness import Figures
from chaos.scene import scene

SEED = 1
pytestmark = pytest.mark.timeout(900)  # it waits for no clock, only for a slow machine


def test_a_full_disk_is_refused_with_503_and_costs_nothing():
    figures = disk_full.run("short", SEED)
    assert figures.faults == []
    assert figures.counted["answers refused with 503"] >= disk_full.ENOUGH


def test_a_server_that_calls_it_a_success_is_caught():
    figures = Figures()
    with scene("sqlite", disk_full.PHONES, "tests.faults.servers:hides_the_database()") as where:
        limit = disk_full.Limit(where)
        disk_full.on(where, SEED, limit.set, limit.lift, figures, most=60)
    assert any("lost: " in fault for fault in figures.faults)
