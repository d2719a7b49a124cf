"""Mutants of the rules: each small mistake in pwa/decision must be noticed by tests/decision.

mutmut makes them. Every test is tried once, to see which lines it reaches; then each mutant gets a
fork of that process and the tests that reach it, the cheapest first. Long: all of them. What
survives must be explained, in explained.py.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from chaos.harness import Figures, Size
from chaos.mutants.explained import EXPLAINED

SHORT = 200
SURVIVED = "survived"


def run(size: Size, seed: int) -> Figures:
    """All mutants, or 200 chosen by the seed."""
    outcomes = hunted(
        ["--mutants-some", str(SHORT), "--mutants-seed", str(seed)] if size == "short" else []
    )
    figures = Figures({"mutants": len(outcomes), "noticed": 0, "explained": 0})
    for (name, change), outcome in outcomes.items():
        if outcome != SURVIVED:
            figures.count("noticed")
        elif (name, change) in EXPLAINED:
            figures.count("explained")
        else:
            figures.fault(f"nobody noticed in {name}: {change}")
    if size == "long":
        for known in EXPLAINED:
            still = outcomes.get(known) == SURVIVED
            figures.expect(still, f"explained, and no longer there or noticed: {known}")
    return figures


def hunted(options: list[str], tests: str = "tests/decision") -> dict[tuple[str, str], str]:
    """What became of each mutant, by function and change, when `tests` are run."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = [sys.executable, "-m", "pytest", tests, "-q", "--timeout=0"]
        plugin = ["-p", "chaos.mutants.session", "-p", "no:cacheprovider"]
        told = ["--mutants-report", str(report), *options]
        subprocess.run([*command, *plugin, *told], check=True, stdout=sys.stderr)
        lines = map(json.loads, report.read_text().splitlines())
        return {(name, change): outcome for name, change, outcome in lines}
