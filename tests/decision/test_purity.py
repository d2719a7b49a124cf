"""The decision core asks no clock, no chance, no file and no network, and writes no log."""

import ast
import sys
from pathlib import Path

import pytest

import pwa.decision

FOLDER = Path(next(iter(pwa.decision.__path__)))
FILES = sorted(FOLDER.rglob("*.py"))
# What would make the same question have two answers, or tell somebody that it was asked.
FORBIDDEN_MODULES = {
    *("asyncio", "concurrent", "contextvars", "ctypes", "http", "io", "locale", "logging"),
    *("multiprocessing", "os", "pathlib", "random", "secrets", "shelve", "signal", "socket"),
    *("sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading", "time", "urllib", "uuid"),
    *("warnings", "zoneinfo"),
}
FORBIDDEN_CALLS = {"today", "now", "utcnow", "open", "print", "input", "eval", "exec"}
OURS = ("pwa.errors", "pwa.decision")


def imports(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            found.add(str(node.module))
    return found


def calls(source: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            found.add(getattr(node.func, "attr", getattr(node.func, "id", "")))
    return found


def breaches(source: str) -> set[str]:
    modules = {
        name
        for name in imports(source)
        if not name.startswith(OURS)
        and (
            name.partition(".")[0] not in sys.stdlib_module_names
            or name.partition(".")[0] in FORBIDDEN_MODULES
        )
    }
    return modules | (calls(source) & FORBIDDEN_CALLS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_it_asks_nothing_but_its_arguments(file):
    assert breaches(file.read_text()) == set()


@pytest.mark.parametrize(
    "source",
    [
        *("import random", "from time import time", "import logging.handlers", "import os.path"),
        *("import sqlalchemy", "from pwa.store import db", "from pwa.care import clock"),
        *("d = date.today()", "d = datetime.now(UTC)", "f = open('x')", "print('x')"),
    ],
)
def test_it_would_see_a_breach(source):
    assert breaches(source)


def test_it_looks_at_every_file():
    assert {"rules.py", "plan.py", "advice.py"} <= {file.name for file in FILES}
