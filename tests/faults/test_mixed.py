"""Browser, network and server at fault together. chaos/ has the long form, of 20 minutes."""

import pytest

from chaos import mixed

SEED = 1
pytestmark = pytest.mark.timeout(900)  # it waits for no clock, only for a slow machine


def test_everything_arrives_once_whatever_fails_together():
    figures = mixed.run("short", SEED)
    assert figures.faults == []
    assert all(figures.counted[mishap] >= 1 for mishap in mixed.MISHAPS)
    assert figures.counted["rows"] == len(mixed.MISHAPS) + 1
