"""The table of OWASP's requirements: each once, and each test that it names is there."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "asvs.md").read_text()
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in TEXT.splitlines()
    if re.match(r"\| \d+\.\d+\.\d+", line)
]
STATES = {"met", "partly", "not met", "for who runs it", "not used"}
LEVELS_1_AND_2 = 253  # in version 5.0.0


@cache
def names_in(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_it_has_every_requirement_once():
    found = Counter(number for row in ROWS for number in row[0].split(", "))
    assert len(found) == LEVELS_1_AND_2
    assert set(found.values()) == {1}


def test_it_says_of_each_how_it_stands():
    counted = Counter()
    for numbers, state, how, *_ in ROWS:
        assert state in STATES
        assert how
        counted[state] += len(numbers.split(", "))
    said = re.search(
        r"(\d+) are met, (\d+) partly, (\d+) are not met, (\d+) are for .* (\d+) are", TEXT
    )
    names = ("met", "partly", "not met", "for who runs it", "not used")
    assert [int(number) for number in said.groups()] == [counted[name] for name in names]


def test_every_test_that_it_names_exists():
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)
    assert len(named) > 100
    assert [(file, test) for file, test in named if test not in names_in(file)] == []
