"""Every change of policy can be said in a plain sentence."""

import re

import pytest

from pwa.decision import PARAMETERS, Policy, differences
from pwa.decision.difference import SENTENCES


def other(name: str) -> int:
    """A value that a clinic may set and that is not the default."""
    p = PARAMETERS[name]
    return next(v for v in (p.low, p.high) if v not in (p.default, None))


def a_policy(**values: int) -> Policy:
    """Without the checks that one value alone may fail."""
    return Policy(**values)


def test_it_says_a_change_in_plain_words():
    lines = differences(Policy(), Policy.from_values({"return_cutoff": 10}))
    assert lines == ["A score can count as symptoms coming back at 10 instead of 8 points or more."]
    assert differences(Policy(), Policy()) == []


def test_each_parameter_has_a_sentence_with_one_gap():
    assert list(SENTENCES) == list(PARAMETERS)
    for sentence in SENTENCES.values():
        assert sentence.count("{}") == 1
        assert re.fullmatch(r"[A-Z][^_]*\.", sentence)


@pytest.mark.parametrize("name", PARAMETERS)
def test_each_difference_names_the_new_value_and_the_old_one(name):
    new = a_policy(**{name: other(name)})
    (there,) = differences(Policy(), new)
    (back,) = differences(new, Policy())
    default = PARAMETERS[name].default
    if default is None:
        assert (there[-14:], back[-16:]) == (" That was off.", "That is off now.")
        assert f" {other(name)} days" in there
        assert f" {other(name)} days" in back
    else:
        assert f" {other(name)} instead of {default} " in f" {there}"
        assert f" {default} instead of {other(name)} " in f" {back}"


def test_several_stand_in_the_order_of_the_policy():
    new = Policy.from_values({"severe_cutoff": 14, "return_cutoff": 9})
    assert [line.split(" ")[1:3] for line in differences(Policy(), new)] == [
        ["score", "can"],
        ["score", "is"],
    ]
