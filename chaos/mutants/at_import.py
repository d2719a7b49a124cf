"""Mutants of what runs only while a module is imported: everything is imported anew, with it."""

import importlib.machinery
import inspect
import sys
from types import CodeType, ModuleType

import pytest

from chaos.mutants.made import Mutant

TABLES = (
    *("parameter", "policy", "questionnaire", "translations", "reports", "rhythm", "rules"),
    *("words.english", "words.translated", "protocol"),
)
AT_IMPORT = tuple(f"pwa.decision.{name}" for name in TABLES)
ANEW = ("pwa.decision", "tests.decision", "tests.conftest")
# Those that hold the tables which are made at import.
FILES = ("policy", "gad7", "gad7_translations", "message", "advise", "rhythm", "protocol", "case")


def passes_with(mutant: Mutant) -> bool:
    """Whether the tests pass. For a process of its own: nothing that was imported stays."""
    source = inspect.getsource(sys.modules[mutant.module])
    file = str(sys.modules[mutant.module].__file__)
    code = compile(mutant.as_module(source), file, "exec")
    real = importlib.machinery.SourceFileLoader.get_code

    def get_code(self: importlib.machinery.SourceFileLoader, name: str) -> CodeType | None:
        return code if name == mutant.module else real(self, name)

    importlib.machinery.SourceFileLoader.get_code = get_code  # type: ignore[assignment]
    for name in [name for name in sys.modules if name.startswith(ANEW)]:
        del sys.modules[name]
    _forget_in(sys.modules["pwa"])
    files = [f"tests/decision/test_{name}.py" for name in FILES]
    return pytest.main([*files, "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]) == 0


def _forget_in(package: ModuleType) -> None:
    vars(package).pop("decision", None)
