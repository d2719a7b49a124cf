"""python -m chaos [NAME …] [--seed N] [--size short|long]: run programmes, print what to publish.

Without a name: all of them. It fails when one of them found a fault.
"""

import argparse
import importlib
import os
import pkgutil
import sys
import time
from datetime import UTC, datetime

import chaos
from chaos.harness import Figures, Size

ROW = "| `{command}` | {day} | {seed} | {figures} |"


def main() -> int:
    """0 when no programme found a fault."""
    asked = _arguments()
    seed = asked.seed if asked.seed is not None else int.from_bytes(os.urandom(4))
    found = [_tried(name, asked.size, seed) for name in asked.names or programmes()]
    return int(any(figures.faults for figures in found))


def programmes() -> list[str]:
    """The names of all modules here that can be run."""
    names = [module.name for module in pkgutil.iter_modules(chaos.__path__)]
    return [name for name in names if name != "__main__" and hasattr(_module(name), "run")]


def row(name: str, size: Size, seed: int, figures: Figures, seconds: float) -> str:
    """The line of docs/reliability.md's tables."""
    counted = [_said(words, value) for words, value in figures.counted.items()]
    counted += [f"{len(figures.faults)} faults", f"in {seconds:.0f} s"]
    return ROW.format(
        command=f"python -m chaos {name} --size {size} --seed {seed}",
        day=datetime.now(UTC).date().isoformat(),
        seed=seed,
        figures=", ".join(counted),
    )


def _said(words: str, value: float | str) -> str:
    return f"{value:,} {words}" if isinstance(value, int) else f"{words} {value}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m chaos", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="a module of chaos/; all of them")
    parser.add_argument("--seed", type=int, help="the same seed makes the same choices; random")
    parser.add_argument("--size", choices=("short", "long"), default="short")
    return parser.parse_args()


def _module(name: str):
    return importlib.import_module(f"chaos.{name}")


def _tried(name: str, size: Size, seed: int) -> Figures:
    print(f"{name}, {size}, seed {seed} …", file=sys.stderr, flush=True)
    began = time.monotonic()
    figures = _module(name).run(size, seed)
    print(row(name, size, seed, figures, time.monotonic() - began), flush=True)
    for words in figures.faults:
        print(f"FAULT {words}", flush=True)
    return figures


if __name__ == "__main__":
    sys.exit(main())
