"""`booster backtest` and `booster cohort`: both policies' figures over whole histories."""

import json
import os
import pty
import subprocess
import sys
import termios
from functools import partial
from importlib import import_module

import pytest
from click.testing import CliRunner

from pwa.cli import main
from pwa.decision import PRESETS, Policy, parse_case
from pwa.decision.lab import Followed, compared
from tests.decision.histories import random_cases

CASES = list(random_cases(90, seed=6))
SENSITIVE = PRESETS["sensitive"]


def lines(cases) -> str:
    return "\n".join(json.dumps(case) for case in cases) + "\n"


@pytest.fixture
def written(tmp_path):
    """Write a file; its path."""

    def write(name: str, content: object) -> str:
        file = tmp_path / name
        file.write_text(content if isinstance(content, str) else json.dumps(content))
        return str(file)

    return write


@pytest.fixture
def draft(written) -> str:
    return written("draft.json", SENSITIVE)


def run(*args: str, given: str | None = None):
    return CliRunner().invoke(main, ["backtest", "--workers", "1", *args], input=given)


def refused(*args: str, given: str | None = None) -> list[str]:
    result = run(*args, given=given)
    assert result.exit_code == 2
    assert result.stdout == ""
    return result.stderr.splitlines()


def followed() -> list[Followed]:
    return [Followed.to(c.timeline, c.today.toordinal()) for c in map(parse_case, CASES)]


def test_it_prints_both_policies_figures(written, draft):
    whole = compared(followed(), Policy(), Policy.from_values(SENSITIVE))
    plain = [case | {"policy": {}} for case in CASES]
    answer = json.loads(run(written("c.jsonl", lines(plain)), "--policy", draft, "--json").stdout)
    for name, figures in (("current", whole.current), ("draft", whole.draft)):
        made = answer[name]
        assert made["patients"] == 90
        assert sum(made["requests"].values()) == figures.asked
        assert sum(made["flags"].values()) == figures.flags.total()
        assert sum(sum(week["flags"].values()) for week in made["weeks"]) == figures.flags.total()
        assert (made["returns"], made["misses"]) == (figures.returns, figures.misses)
    assert answer["returns"]["days_earlier"] == {str(d): n for d, n in whole.shifts.items()}
    assert answer["advice_differs"] == whole.changed


def test_it_reads_standard_input_and_answers_in_words(draft):
    text = run("-", "--policy", draft, "--minutes", "20", given=lines(CASES)).stdout
    assert "90 patients" in text
    assert "Staff time, minutes a week (20 for a request)" in text
    assert "Of these, false alarms" in text
    assert "symptoms-back" in text
    assert "Too little to learn from" not in text
    few = run("-", "--policy", draft, given=lines(CASES[:3])).stdout
    assert "Too little to learn from" in few


def test_each_case_has_its_own_policy_unless_told(written, draft):
    file = written("c.jsonl", lines(CASES))

    def current(*more: str) -> dict:
        return json.loads(run(file, "--policy", draft, "--json", *more).stdout)["current"]

    own = [
        compared([one], case.policy, Policy())
        for one, case in zip(followed(), map(parse_case, CASES), strict=True)
    ]
    assert sum(current()["requests"].values()) == sum(one.current.asked for one in own)
    quiet = compared(followed(), Policy.from_values(PRESETS["quiet"]), Policy()).current
    told = current("--current", written("quiet.json", PRESETS["quiet"]))
    assert sum(told["requests"].values()) == quiet.asked


def test_processes_come_to_the_same(written, draft, monkeypatch):
    monkeypatch.setattr(import_module("pwa.cli.backtest"), "BATCH", 7)
    file = written("c.jsonl", lines(CASES))
    alone = run(file, "--policy", draft, "--json")
    together = run(file, "--policy", draft, "--json", "--workers", "2")
    assert together.exit_code == 0, together.stderr
    assert together.stdout == alone.stdout


def test_it_names_every_bad_line(draft):
    bad = [json.dumps({"today": "soon"}), json.dumps(CASES[0]), "", "{", json.dumps({"today": 1})]
    named = refused("-", "--policy", draft, given="\n".join(bad))
    assert [line.partition(":")[0] for line in named] == ["line 1", "line 4", "line 5"]
    assert named[0] == "line 1: today: must be a date, written YYYY-MM-DD"


def test_it_names_no_more_than_can_be_read(draft):
    named = refused("-", "--policy", draft, given="{}\n" * 300)
    assert named[0] == "line 1: today: is required"
    assert named[99:] == [
        "line 100: today: is required",
        "file: has more faults than are named here",
    ]


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"return_cutoff": 6}, "--policy return_cutoff: must be a whole number from 7 to 12"),
        ({"colour": 1}, "--policy colour: is not a parameter"),
        ([], "--policy: must be an object"),
        ("{", "--policy file: must be JSON"),
    ],
)
def test_it_names_what_is_wrong_with_the_draft(written, values, fault):
    [named] = refused("-", "--policy", written("bad.json", values), given=lines(CASES))
    assert named.startswith(fault)


def test_no_case_at_all_is_refused(draft):
    assert refused("-", "--policy", draft, given="\n") == ["file: must have a case on a line"]


def test_the_cohort_is_what_it_reads(draft):
    made = CliRunner().invoke(main, ["cohort", "--patients", "4", "--weeks", "20"]).stdout
    assert len(made.splitlines()) == 4
    assert "4 patients" in run("-", "--policy", draft, given=made).stdout
    again = CliRunner().invoke(main, ["cohort", "--patients", "4", "--weeks", "20"]).stdout
    other = CliRunner().invoke(main, ["cohort", "--patients", "4", "--weeks", "20", "--seed", "2"])
    assert again == made != other.stdout


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 10_000)
    except OSError:  # nobody writes any more
        return b""


def test_it_shows_how_far_it_is_to_who_watches(written, draft):
    args = ["backtest", "--workers", "1", written("c.jsonl", lines(CASES)), "--policy", draft]
    code = f"from pwa.cli import main; main({args!r})"
    leader, follower = pty.openpty()
    termios.tcsetwinsize(follower, (24, 80))
    done = subprocess.run(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=follower, check=False
    )
    os.close(follower)
    shown = b"".join(iter(partial(_read, leader), b"")).decode()
    os.close(leader)
    assert done.returncode == 0
    assert "100%" in shown
    assert b"90 patients" in done.stdout
