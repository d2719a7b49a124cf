"""What the documents claim is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
HAZARDS = (ROOT / "docs" / "hazards.md").read_text()
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))


def functions(file):
    tree = ast.parse((ROOT / file).read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("file", "name"), sorted(set(NAMED.findall(HAZARDS))))
def test_every_test_that_the_hazard_log_names_exists(file, name):
    assert name in functions(file)


def test_every_hazard_has_a_control_and_a_test():
    rows = [line for line in HAZARDS.splitlines() if re.match(r"\| \d+ ", line)]
    assert len(rows) >= 20
    for row in rows:
        _, _, hazard, control, shown, _ = row.split("|")
        assert hazard.strip()
        assert control.strip()
        assert NAMED.search(shown)


@pytest.mark.parametrize("file", DECISIONS, ids=lambda file: file.stem)
def test_every_decision_record_has_its_parts(file):
    headings = re.findall(r"^## (.+)$", file.read_text(), re.MULTILINE)
    assert headings == ["Context", "Decision", "Status", "Consequences", "Avoided designs"]


def test_every_command_of_the_readme_is_a_target_or_a_command():
    readme = (ROOT / "README.md").read_text()
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"\bmake (\w+)", readme))
    assert {"run", "test"} <= named
    assert named <= targets


def test_the_readme_says_the_intended_use():
    readme = " ".join((ROOT / "README.md").read_text().split())
    assert "It does not diagnose" in readme
    assert "It is not for emergencies" in readme
