"""The safety case: each control names tests that exist, and each rating is the matrix's."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
SAFETY = DOCS / "safety"
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
RATED = re.compile(r"(\w+), ([\w ]+): (\d)")
FILES = [DOCS / "hazards.md", *sorted(SAFETY.glob("*.md"))]
TEXTS = {file.name: file.read_text() for file in FILES}
PROMISES = {
    (file, test) for text in TEXTS.values() for file, test in NAMED.findall(text)
}  # fmt: skip
ACCEPTABLE = 3


def table(text, header):
    """The rows, as lists of cells, of the table whose header begins so."""
    lines = iter(text[text.index(f"| {header} ") :].splitlines()[2:])
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return rows


HAZARDS = {int(number): cells for number, *cells in table(TEXTS["hazards.md"], "#")}
EXPLAINED = {int(number) for number, _ in table(TEXTS["safety-case.md"], "#")}


@cache
def names_in(file):
    tree = ast.parse((DOCS.parent / file).read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def matrix():
    text = TEXTS["management-plan.md"]
    severities = re.search(r"\| Likelihood \|(.+)\|", text)[1].split("|")
    return {
        (severity.strip(), likelihood): int(risk)
        for likelihood, *risks in table(text, "Likelihood")
        for severity, risk in zip(severities, risks, strict=True)
    }


def rated(cell):
    severity, likelihood, risk = RATED.fullmatch(cell).groups()
    assert matrix()[severity, likelihood] == int(risk)
    return int(risk)


@pytest.mark.parametrize(("file", "test"), sorted(PROMISES))
def test_every_test_that_a_control_names_exists(file, test):
    assert test in names_in(file)


@pytest.mark.parametrize("number", HAZARDS)
def test_every_hazard_is_rated_and_has_a_control_that_a_test_shows(number):
    hazard, cause, effect, before, control, shown, left = HAZARDS[number]
    assert all((hazard, cause, effect, control))
    assert NAMED.search(shown)
    assert rated(left) <= min(rated(before), ACCEPTABLE)


def test_hazards_are_numbered_without_gaps():
    assert list(HAZARDS) == list(range(1, len(HAZARDS) + 1))
    assert len(HAZARDS) >= 38


def test_what_stays_undesirable_is_explained_and_nothing_else():
    undesirable = {n for n, cells in HAZARDS.items() if rated(cells[-1]) == ACCEPTABLE}
    assert undesirable == EXPLAINED


def test_every_hazard_that_the_argument_rests_on_is_in_the_log():
    cited = re.findall(r"Evidence: hazards ([\d, to and]+)", TEXTS["safety-case.md"])
    numbers = {int(number) for words in cited for number in re.findall(r"\d+", words)}
    assert len(cited) == 5
    assert numbers <= set(HAZARDS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_link_leads_somewhere(file):
    for link in re.findall(r"\]\(([\w./-]+)\)", file.read_text()):
        assert (file.parent / link).exists(), link
