"""The rules against the policy written a second time; and that the comparison sees a slip."""

import inspect
import textwrap

import pytest

from chaos import timelines
from pwa.decision import advice, course, holds, plan, rules, situation, walk
from tests.decision.histories import as_input, golden
from tests.decision.reference import reference

CASES = [*golden("cases"), *golden("timelines")]

# A function, what it says, and what a slip would make of it.
SLIPS = [
    (rules.severe_score, "points >= s.policy.severe_cutoff", "points > s.policy.severe_cutoff"),
    (rules.sharp_rise, "points - reference >=", "points - reference >"),
    (rules.sharp_rise, "points < s.policy.sharp_floor", "points <= s.policy.sharp_floor"),
    (rules.no_clear_change, "total < s.policy.no_change", "total <= s.policy.no_change"),
    (rules.staying_high, "total >= s.policy.staying_high", "total > s.policy.staying_high"),
    (course.Course._is_raised, "total >= policy.return_cutoff", "total > policy.return_cutoff"),
    (course.Course._is_raised, "self.level >= policy", "self.level > policy"),
    (course.Course._is_fast, "total >= policy.fast", "total > policy.fast"),
    (course.Course._gap, "days < policy.confirm_gap_min", "days <= policy.confirm_gap_min"),
    (course.Course._gap, "days <= policy.confirm_gap_max", "days < policy.confirm_gap_max"),
    (course.Course._join_run, "run.readings + 1", "run.readings + 2"),
    (course.Course.moment, "since >= policy.carry_over", "since > policy.carry_over"),
    (course.Course.takes, "self.last <= gap", "self.last < gap"),
    (course.Course.see, "total > policy.clear_at", "total >= policy.clear_at"),
    (situation.has_responded, "level <= policy.recovered_max\n", "level < policy.recovered_max\n"),
    (situation.has_responded, "- level >= policy", "- level > policy"),
    (walk.Walk.last_full, "bisect_right(self.full_days, day)", "bisect_right([], day)"),
    (holds._severe_is_no_news, "points - t <", "points - t <="),
    (holds.breaks_quiet, "points - reference >=", "points - reference >"),
    (holds._is_quiet, "if name in _NEVER_QUIET", "if name in ()"),
    (advice._is_check_again_due, "not any(", "any("),
    (advice._may_mention_booster, "in left or name in held", "in held"),
    (plan._Compiler._days_ahead, "self.today + 1)", "self.today)"),
]


def test_the_reference_holds_every_golden_case():
    for case in CASES:
        answer = reference(as_input(case))
        assert {name: answer[name] for name in case["expect"]} == case["expect"], case["id"]


def test_the_rules_and_the_plan_say_what_the_reference_says():
    figures = timelines.run("short", seed=1)
    assert figures.faults == []
    assert figures.counted["timelines"] == 2000


def _name(part) -> str:
    # A function's own words hold its address, which is another one in each process.
    return getattr(part, "__qualname__", str(part)[:60])


@pytest.mark.parametrize(("function", "said", "slip"), SLIPS, ids=_name)
def test_it_sees_a_slip(function, said, slip, monkeypatch):
    source = textwrap.dedent(inspect.getsource(function)).removeprefix("@staticmethod\n")
    assert said in source
    space = dict(function.__globals__)
    exec(source.replace(said, slip), space)  # noqa: S102
    monkeypatch.setattr(function, "__code__", space[function.__name__].__code__)
    assert any(timelines.compared((1, n, n + 1))[2] for n in range(100))
