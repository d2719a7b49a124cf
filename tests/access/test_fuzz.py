"""Nonsense at every door, and that an answer which was not meant would be found."""

import pytest

from chaos import fuzz
from pwa.web import errors, limits


def test_no_nonsense_makes_it_fail():
    figures = fuzz.run("short", seed=9)
    assert figures.faults == []
    assert figures.counted["4xx"] > 300
    assert figures.counted["2xx"] > 50


def any_depth_is_read(monkeypatch):
    monkeypatch.setattr(limits.Shallow, "loads", limits.DefaultJSONProvider.loads)


def errors_have_another_shape(monkeypatch):
    monkeypatch.setattr(errors, "as_json", lambda *_: {"message": "no"})


@pytest.mark.parametrize("mistake", [any_depth_is_read, errors_have_another_shape])
def test_it_catches(monkeypatch, mistake):
    mistake(monkeypatch)
    monkeypatch.setattr(fuzz, "STEPS", {"short": 150})
    # Which nonsense comes is a matter of chance, and of the routes that there are.
    assert any(fuzz.run("short", seed).faults for seed in range(9, 19))
