"""`booster retention`: erase archived patients whose clinic's time for keeping them is over."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from pwa.care import own_data
from pwa.care import retention as kept
from pwa.cli.admin import clinic_of
from pwa.cli.shell import say, session, told
from pwa.errors import Fault, Invalid
from pwa.store import directory
from pwa.store.db import enter
from pwa.store.tables import Clinic, Patient


@click.command()
@click.option("--clinic", default="", help="Only of this clinic: its id or name.")
@click.option("--dry-run", is_flag=True, help="Say what would go; erase nothing.")
@click.option(
    "--export",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder for each patient's data, written before it is erased.",
)
@click.option("--no-export", is_flag=True, help="Erase without writing it down.")
@click.option("--json", "as_json", is_flag=True, help="Answer with JSON.")
@told
def retention(
    clinic: str, dry_run: bool, export: Path | None, no_export: bool, as_json: bool
) -> None:
    """Erase archived patients past the time that their clinic keeps them: see its settings."""
    if dry_run + bool(export) + no_export != 1:
        raise Invalid([Fault("export", "is required, or --no-export, or --dry-run")])
    facts = []
    for clinic_id in _clinics(clinic):
        rows = _rows(clinic_id)
        erased = 0 if dry_run else sum(_erased(clinic_id, one, export) for one in _over(clinic_id))
        facts.append({"clinic": clinic_id, "past the time": rows, "erased": erased})
    say(as_json, {"clinics": facts}, "\n".join(map(_words, facts)))


def _clinics(wanted: str) -> list[str]:
    with session(writes=False) as s:
        return [clinic_of(s, wanted).id] if wanted else directory.clinics(s)


def _over(clinic_id: str) -> Iterator[str]:
    """The ids of those past the time, a slice at a time; whoever went is not there again."""
    last = ""
    while True:
        with session(writes=False) as s:
            enter(s, clinic_id)
            found = [one.id for one in kept.over(s, s.get_one(Clinic, clinic_id), last)]
        if not found:
            return
        yield from found
        last = found[-1]


def _rows(clinic_id: str) -> dict[str, int]:
    counts: Counter[str] = Counter()
    last = ""
    with session(writes=False) as s:
        enter(s, clinic_id)
        clinic = s.get_one(Clinic, clinic_id)
        while found := kept.over(s, clinic, last):
            counts.update(kept.rows_of(s, clinic, found))
            last = found[-1].id
    return dict(counts)


def _erased(clinic_id: str, patient_id: str, folder: Path | None) -> bool:
    with session() as s:
        enter(s, clinic_id)
        clinic = s.get_one(Clinic, clinic_id)
        if folder:
            data = own_data.of(s, s.get_one(Patient, (clinic_id, patient_id)), clinic)
            _write_down(folder / f"{patient_id}.json", data)
        return kept.erase_one(s, clinic, patient_id)


def _write_down(where: Path, data: dict[str, Any]) -> None:
    """On disk before the patient goes; nobody else on this machine may read it."""
    try:
        where.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(where, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(data, file, indent=2, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Invalid([Fault("export", f"cannot be written: {error}")]) from None


def _words(fact: dict[str, Any]) -> str:
    rows = ", ".join(f"{name} {count:,}" for name, count in fact["past the time"].items())
    return f"{fact['clinic']}: past the time: {rows or 'nobody'}. Erased: {fact['erased']:,}."
