"""The shell's door to the rules: JSON in, JSON out, every fault on a line of its own."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from pwa.cli import main
from tests.decision.histories import as_input, golden

CASES = golden("cases")
KEYS = ("phase", "urgency", "action", "headline", "fired", "held", "may_mention_booster")


def run(*args, given=None):
    text = given if given is None or isinstance(given, (str, bytes)) else json.dumps(given)
    return CliRunner().invoke(main, [*args], input=text)


def refused(*args, given):
    result = run(*args, given=given)
    assert result.exit_code == 2
    assert result.stdout == ""
    return result.stderr.splitlines()


def test_it_advises_on_one_case():
    case = next(c for c in CASES if c["id"] == "symptoms-return-confirmed")
    answer = json.loads(run("advise", "-", given=as_input(case)).stdout)
    assert {key: answer[key] for key in KEYS} == case["expect"]
    assert answer["title"] == "Call your clinic this week"
    assert "your clinic" in answer["reason"]


def test_it_advises_on_many_cases_in_order(tmp_path):
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"cases": [as_input(case) for case in CASES]}))
    answers = json.loads(run("advise", str(file)).stdout)["cases"]
    assert [{key: a[key] for key in KEYS} for a in answers] == [c["expect"] for c in CASES]


def test_no_cases_give_no_answers():
    assert json.loads(run("advise", "-", given={"cases": []}).stdout) == {"cases": []}


@pytest.mark.parametrize("command", [("advise",), ("plan",), ("plan", "--table")])
def test_it_names_each_fault_on_a_line_and_prints_nothing_else(command):
    given = {"today": "2026-04-27", "baseline": 22, "colour": "blue"}
    colour, baseline = refused(*command, "-", given=given)
    assert colour.startswith("colour: is not a known field; allowed are today, policy, baseline")
    assert baseline == "baseline: must be a whole number from 0 to 21"


def test_it_names_the_case_of_a_fault():
    given = {"cases": [{"today": "2026-04-27"}, {"today": "soon"}]}
    assert refused("advise", "-", given=given) == [
        "cases[1].today: must be a date, written YYYY-MM-DD"
    ]


@pytest.mark.parametrize(
    "given",
    [
        b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"today": NaN}', b'{"today": 1' + b"0" * 9999,
        b'{"today": "2026-04-27", "today": "2026-04-28"}', b'{"cases": {}}', b"[]", b"null",
        b'{"cases": [], "today": "2026-04-27"}', b'{"to\\nday": 1}', b'{"\\ud800": 1}',
    ],
)  # fmt: skip
def test_whatever_is_not_a_case_is_refused_in_words(given):
    lines = refused("advise", "-", given=given)
    assert lines
    assert all(("Traceback" not in line and "must" in line) or "is " in line for line in lines)


def test_a_file_that_is_not_there_is_refused():
    result = run("advise", "no-such-file.json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "no-such-file.json" in result.stderr


def test_it_prints_a_plan():
    plan = json.loads(run("plan", "-", given={"today": "2026-04-27"}).stdout)
    assert (plan["from"], plan["days"]) == ("2026-04-27", 90)


def test_it_prints_the_plan_unfolded_as_the_phone_has_it():
    case = as_input(next(c for c in CASES if c["id"] == "symptoms-return-confirmed"))
    lines = [
        json.loads(line) for line in run("plan", "-", "--table", given=case).stdout.splitlines()
    ]
    assert len(lines) == 91 * (1 + 22 + 19)
    assert {"on", "total", "floor", *KEYS} <= lines[0].keys()
    assert (lines[0]["on"], lines[0]["total"], lines[0]["floor"]) == (case["today"], None, None)
    full = [line for line in lines if line["on"] == case["today"] and line["total"] is not None]
    assert [line["total"] for line in full] == list(range(22))
    assert full[12]["headline"] == "symptoms-back"
    floors = [line["floor"] for line in lines if line["floor"] is not None]
    assert sorted(set(floors)) == list(range(19))


def test_it_prints_the_policy_with_ranges_units_and_sources():
    parameters = {p["name"]: p for p in json.loads(run("policy").stdout)}
    assert len(parameters) == 25 + 17
    cutoff = parameters["return_cutoff"]
    assert (cutoff["default"], cutoff["low"], cutoff["high"]) == (8, 7, 12)
    assert cutoff["unit"] == "points"
    assert "Plummer 2016" in cutoff["source"]
    assert parameters["settled_after_days"]["fixed"]


def test_asking_the_rules_loads_no_database_library():
    code = (
        "import sys, pwa.cli; from click.testing import CliRunner;"
        "CliRunner().invoke(pwa.cli.main, ['policy']);"
        "sys.exit('sqlalchemy' in sys.modules or 'flask' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
