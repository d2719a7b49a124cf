"""Mutants of the rules: one small change each, made by mutmut, put in place of the real code."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType
from typing import Any, NamedTuple

from mutmut.mutation.file_mutation import mutate_file_contents

MARK, OF_CLASS = "__mutmut_", "ǁ"
CORE = "pwa.decision"
AROUND = 30


class Mutant(NamedTuple):
    """A changed body of one function; `change` is the lines that it changes, old and new."""

    module: str
    owner: str | None
    function: str
    number: int
    change: str
    body: ast.FunctionDef

    @property
    def name(self) -> str:
        """Where it is, for people and for the list of what is explained."""
        return ".".join(filter(None, (self.module, self.owner, self.function)))

    @property
    def target(self) -> FunctionType:
        """The real function, wherever it was imported to."""
        home: Any = importlib.import_module(self.module)
        found = vars(getattr(home, self.owner) if self.owner else home)[self.function]
        target = getattr(found, "__func__", found)
        assert isinstance(target, FunctionType)
        return target

    def live(self) -> None:
        """Take the real one's place, in this process."""
        space = dict(vars(importlib.import_module(self.module)))
        exec(compile(ast.fix_missing_locations(ast.Module([self.body], [])), "", "exec"), space)  # noqa: S102
        mutant, target = space[self.function], self.target
        target.__code__, target.__defaults__ = mutant.__code__, mutant.__defaults__
        target.__kwdefaults__ = mutant.__kwdefaults__

    def as_module(self, source: str) -> ast.Module:
        """The whole module with this function in it."""
        tree = ast.parse(source)
        nodes: Any = tree.body
        if self.owner:
            nodes = next(n for n in nodes if getattr(n, "name", None) == self.owner).body
        at = next(n for n, node in enumerate(nodes) if getattr(node, "name", "") == self.function)
        self.body.decorator_list = nodes[at].decorator_list
        nodes[at] = self.body
        return ast.fix_missing_locations(tree)


def modules() -> list[str]:
    """The names of the decision core's modules."""
    path = importlib.import_module(CORE).__path__
    return sorted(module.name for module in pkgutil.walk_packages(path, f"{CORE}."))


def mutants_of(module: str) -> Iterator[Mutant]:
    """Every mutant of a module that mutmut can make."""
    file = Path(*module.split(".")).with_suffix(".py")
    file = file if file.exists() else file.with_suffix("") / "__init__.py"
    tree = ast.parse(mutate_file_contents(str(file), file.read_text()).code)
    for owner, nodes in [(None, tree.body), *((n.name, n.body) for n in tree.body if _is_class(n))]:
        functions = {n.name: n for n in nodes if isinstance(n, ast.FunctionDef) and MARK in n.name}
        for name, body in functions.items():
            stem, _, number = name.rpartition(MARK)
            if number.isdecimal():
                real = functions[f"{stem}{MARK}orig"]
                body.name = real.name = stem.rpartition(OF_CLASS)[2] if owner else stem[2:]
                body.decorator_list = real.decorator_list = []
                yield Mutant(module, owner, body.name, int(number), _change(real, body), body)


def _is_class(node: ast.stmt) -> bool:
    return isinstance(node, ast.ClassDef)


def _change(real: ast.FunctionDef, mutant: ast.FunctionDef) -> str:
    """Where the two differ, with a little of what stands around it."""
    old, new = (" ".join(ast.unparse(body).split()) for body in (real, mutant))
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    ends = (len(text) - max(0, last - AROUND) for text in (old, new))
    return " → ".join(
        text[max(0, first - AROUND) : end].strip()
        for text, end in zip((old, new), ends, strict=True)
    )


def _alike(one: str, other: str) -> int:
    """How many characters the two begin with alike."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
