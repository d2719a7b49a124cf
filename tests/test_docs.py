"""What the documents claim is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))


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


def test_each_kind_of_fault_in_a_library_has_a_deadline():
    text = (ROOT / "docs" / "operations.md").read_text()
    table = text.partition("a fault in a library that")[2].partition("\n\n")[0]
    days = [int(found) for found in re.findall(r"\| (\d+) days \|", table)]
    assert len(days) == 4
    assert days == sorted(days)
