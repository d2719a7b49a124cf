"""A pytest plugin: collects once, then runs the tests anew in a fork for each mutant.

So a mutant costs as much as the first test that notices it, and no start of Python.
"""

import gc
import json
import os
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from types import FunctionType
from typing import Any

import coverage
import pytest

from chaos.mutants.fork import passes, try_in_fork
from chaos.mutants.made import CORE, Mutant, modules, mutants_of

SURVIVED, NOTICED, TIMEOUT = "survived", "noticed", "timeout"
CACHE = type(cache(min))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mutants-report", type=Path)
    parser.addoption("--mutants-at-once", type=int, default=os.cpu_count())
    parser.addoption("--mutants-only", action="append", help="begin with: pwa.decision.rules")
    parser.addoption("--mutants-some", type=int, help="so many of them")
    parser.addoption("--mutants-seed", type=int, help="which ones")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Hunt(config))


class Hunt:
    """Holds what each test takes (seconds of CPU) and which lines it reaches."""

    def __init__(self, config: pytest.Config) -> None:
        self.report = config.getoption("--mutants-report")
        self.at_once = config.getoption("--mutants-at-once")
        self.only = tuple(config.getoption("--mutants-only") or (CORE,))
        self.some = config.getoption("--mutants-some")
        self.random = Random(config.getoption("--mutants-seed"))
        self.took: dict[int, float] = {}
        self.tests: dict[tuple[str, int], set[int]] = defaultdict(set)
        self.lately: list[int] = []
        self.caches: list[Any] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.caches = [thing for thing in gc.get_objects() if isinstance(thing, CACHE)]
        self._try_them_all(session.items)
        gc.collect()
        gc.freeze()  # so that a fork shares what is there
        mutants: Iterable[Mutant] = self._wanted()
        if self.some:
            mutants = list(mutants)
            mutants = self.random.sample(mutants, min(self.some, len(mutants)))
        self._hunt(session.items, mutants)
        return True

    def _wanted(self) -> Iterator[Mutant]:
        for module in modules():
            if module.startswith(self.only) or any(only.startswith(module) for only in self.only):
                yield from (m for m in mutants_of(module) if m.name.startswith(self.only))

    def _try_them_all(self, items: list[pytest.Item]) -> None:
        """What each test takes, and which lines of the core it reaches."""
        lines = coverage.Coverage(data_file=None, config_file=False, include=["*/pwa/decision/*"])
        lines.start()
        for number, item in enumerate(items):
            self._forget()  # a test that finds what another has worked out reaches no line
            lines.switch_context(str(number))
            began = time.process_time()
            assert passes(item), f"{item.nodeid} fails without any mutant"
            self.took[number] = time.process_time() - began
        lines.stop()
        data = lines.get_data()
        for file in data.measured_files():
            for line, numbers in data.contexts_by_lineno(file).items():
                self.tests[file, line] |= {int(number) for number in numbers if number}

    def _reached_by(self, target: FunctionType) -> set[int]:
        code = target.__code__
        own = {(code.co_filename, line) for _, _, line in code.co_lines() if line}
        return set().union(*(self.tests[place] for place in own))

    def _hunt(self, items: list[pytest.Item], mutants: Iterable[Mutant]) -> None:
        running: dict[int, tuple[Mutant, int]] = {}
        done = self._noted()
        for mutant in mutants:
            if (mutant.name, mutant.change) in done:
                continue
            tests = self._tests_for(mutant)
            running |= self._start(items, mutant, tests)
            if len(running) >= self.at_once:
                self._end_one(running)
        while running:
            self._end_one(running)

    def _noted(self) -> set[tuple[str, str]]:
        """What an earlier run that was stopped has found out already."""
        lines = self.report.read_text().splitlines() if self.report.exists() else []
        return {(name, change) for name, change, _ in map(json.loads, lines)}

    def _note(self, mutant: Mutant, outcome: str) -> None:
        with self.report.open("a") as report:
            print(json.dumps((mutant.name, mutant.change, outcome)), file=report)

    def _tests_for(self, mutant: Mutant) -> list[int]:
        """The cheapest first, and before them those that caught something just now."""
        reach = self._reached_by(mutant.target)
        first = [number for number in self.lately if number in reach]
        return [*first, *sorted(reach - {*first}, key=self.took.__getitem__)]

    def _start(
        self, items: list[pytest.Item], mutant: Mutant, tests: list[int]
    ) -> dict[int, tuple[Mutant, int]]:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            self._forget()  # it was made by the real code
            try_in_fork(items, mutant, tests, writing, sum(self.took[n] for n in tests))
        os.close(writing)
        return {child: (mutant, reading)}

    def _forget(self) -> None:
        for one in self.caches:
            one.cache_clear()

    def _end_one(self, running: dict[int, tuple[Mutant, int]]) -> None:
        child, status = os.wait()
        mutant, reading = running.pop(child)
        with os.fdopen(reading) as said:
            caught = said.read()
        if caught:
            number = int(caught)
            self.lately = [number, *(n for n in self.lately if n != number)][:6]
        signalled = os.WIFSIGNALED(status)
        self._note(mutant, NOTICED if caught else TIMEOUT if signalled else SURVIVED)
