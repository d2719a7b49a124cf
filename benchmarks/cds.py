"""How soon a record system has its card, in a clinic of 20,000 patients.

    .venv/bin/python -m benchmarks.cds [PATIENTS]

One process, through the app, on SQLite: from the request to the answer, the check of the signature,
the audit and the commit included, without a network. Wall time, and the processor's share of it.
"""

import statistics
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from flask import Flask
from sqlmodel import select

from benchmarks.worklist import app_over, fill
from pwa.care import clock
from pwa.store.tables import Staff
from tests.interop.cds.record_system import ISSUER, ROOT, RecordSystem, named
from tests.interop.program import Program, registered

CALLS = 40  # of each kind: all together stay under what a caller may ask in a minute
EACH_ASKED = 20  # one patient in so many has an open request


def main(patients: int) -> None:
    with TemporaryDirectory() as folder:
        app = app_over(Path(folder) / "clinic.sqlite")
        with app.extensions["db"].session() as s:
            clinic = fill(s, patients)
        system = record_system(app, clinic)
        print(f"{patients:,} patients; milliseconds from the request to the answer")
        asked = range(0, CALLS * EACH_ASKED, EACH_ASKED)
        kinds: dict[str, tuple[Callable[[int], Any], range]] = {
            "an open request, by our id": (by_id(system), asked),
            "the same, by the clinic's number": (by_number(system, clinic), asked),
            "no open request, by our id": (by_id(system), range(1, CALLS + 1)),
            "what became of a card": (feedback(system), asked),
        }
        for name, (call, numbers) in kinds.items():
            wall, processor = zip(*times(call, numbers), strict=True)
            print(
                f"  {name:34} median {statistics.median(wall):6.1f}   worst {max(wall):6.1f}"
                f"   processor {statistics.median(processor):6.1f}"
            )


def record_system(app: Flask, clinic: str) -> RecordSystem:
    with app.extensions["db"].session(clinic_id=clinic) as s:
        staff = s.exec(select(Staff)).one()
        client = registered(s, clinic, staff.id, issuer=ISSUER)
        s.commit()
    return RecordSystem(Program(app, client))


def times(call: Callable[[int], Any], numbers: range) -> Iterator[tuple[float, float]]:
    for number in numbers:
        begun, worked = perf_counter(), process_time()
        answer = call(number)
        yield 1000 * (perf_counter() - begun), 1000 * (process_time() - worked)
        assert answer.status_code == 200, answer.text


def by_id(system: RecordSystem) -> Callable[[int], Any]:
    return lambda number: system.calls(system.view(f"patient-{number:06}"))


def by_number(system: RecordSystem, clinic: str) -> Callable[[int], Any]:
    numbers = f"{ROOT}/fhir/NamingSystem/{clinic}"
    return lambda n: system.calls(system.view("7", prefetch=named(numbers, f"OAK-{n}")))


def feedback(system: RecordSystem) -> Callable[[int], Any]:
    at = clock.now().isoformat()
    said = {"outcome": "overridden", "outcomeTimestamp": at}
    return lambda number: system.tells(said | {"card": f"request-{number}"})


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
