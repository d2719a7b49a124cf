"""How long the lab takes: a clinic's history in its database, and a million check-ins from a file.

    .venv/bin/python -m benchmarks.backtest [--patients 1000] [--lines 10000]

The histories are the synthetic cohort's. The file goes through the command as an auditor runs it.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from sqlmodel import Session

from pwa.care import enrol, lab
from pwa.care.lab import cohort, trade_off
from pwa.decision import PRESETS
from pwa.store.db import Database
from pwa.store.migrations import upgrade
from pwa.store.tables import Clinic
from tests.stored import store

WEEKS = 104
DRAFT = PRESETS["sensitive"]
SHARE = WEEKS * 0.88  # of the cohort's weeks, those with a check-in


def until_today(patients: int) -> Iterator[dict[str, Any]]:
    later = timedelta((date.today() - cohort.LAST_DAY).days)  # noqa: DTZ011  # any day will do

    def moved(one: dict[str, Any]) -> dict[str, Any]:
        return one | {"on": (date.fromisoformat(one["on"]) + later).isoformat()}

    for case in cohort.cases(patients, WEEKS):
        yield case | {name: list(map(moved, of)) for name, of in case.items() if type(of) is list}


def in_a_database(folder: Path, patients: int) -> None:
    database = Database(f"sqlite:///{folder / 'lab.sqlite'}")
    upgrade(database.engine)
    with database.session() as s:
        clinic = enrol.add_clinic(s, "Oak Clinic", "+1 555 010 0100", "US", "America/New_York")
        store(s, clinic.id, until_today(patients))
        s.commit()
    with database.session(writes=False) as s:
        _timed(s, s.get_one(Clinic, clinic.id))
    database.engine.dispose()


def _timed(s: Session, clinic: Clinic) -> None:
    start, work = perf_counter(), process_time()
    made = lab.figures(s, clinic, DRAFT)
    took, worked = perf_counter() - start, process_time() - work
    figures = lab.comparison(made).current
    print(
        f"{figures.patients:,} patients, {figures.check_ins:,} check-ins, both policies: ", end=""
    )
    print(f"{took:.1f} s, {worked:.1f} s of processor time")
    print(f"  kept as {len(json.dumps(made)) / 1000:.0f} KB of JSON")
    start = perf_counter()
    moved = trade_off.begin(s, clinic, made, "return_cutoff")
    moved = trade_off.go_on(s, clinic, moved, float("inf"))
    count = len(moved["trade_off"]["values"])
    print(f"  one parameter over {count} values: {perf_counter() - start:.1f} s")


def from_a_file(folder: Path, lines: int) -> None:
    """Each length in a process of its own, for its own peak of memory."""
    (folder / "draft.json").write_text(json.dumps(DRAFT))
    some = [json.dumps(case, separators=(",", ":")) for case in cohort.cases(200, WEEKS)]
    for count in (lines // 10, lines):
        file = folder / "cases.jsonl"
        with file.open("w") as written:
            written.writelines(f"{some[n % len(some)]}\n" for n in range(count))
        start, before = perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        peak = _command(file, folder / "draft.json")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(
            f"{count:,} lines, {count * SHARE:,.0f} check-ins, {os.cpu_count()} processes: ", end=""
        )
        print(f"{perf_counter() - start:.1f} s, {worked:.0f} s of processor time, peak {peak} MB")


def _command(file: Path, draft: Path) -> int:
    """Run it; the peak of its own memory and of its largest process, in MB."""
    code = (
        "import resource as r; from pwa.cli import main\n"
        f"main(['backtest', {str(file)!r}, '--policy', {str(draft)!r}], standalone_mode=False)\n"
        "print(*(r.getrusage(w).ru_maxrss // 1000 for w in (r.RUSAGE_SELF, r.RUSAGE_CHILDREN)))"
    )
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return max(map(int, said.stdout.splitlines()[-1].split()))


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--patients", type=int, default=1_000)
    options.add_argument("--lines", type=int, default=11_000)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        # First, while this process is small: its children's peaks begin with its own.
        from_a_file(Path(name), chosen.lines)
        in_a_database(Path(name), chosen.patients)
