"""`booster fhir`: a whole clinic as FHIR R4, a resource on each line."""

import json
from collections.abc import Iterable
from pathlib import Path

import click
from sqlmodel import Session
from tqdm import tqdm

from pwa.care import audit
from pwa.care.audit import Actor
from pwa.cli.admin import clinic_of
from pwa.cli.shell import say, session, told
from pwa.errors import Fault, Invalid
from pwa.interop.fhir.element import Base, Resource
from pwa.interop.fhir.kinds import KINDS, Kind
from pwa.interop.fhir.questionnaire import questionnaire
from pwa.store.db import enter


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--clinic", default="", help="The clinic's id or name.")
@click.option("--base", default="http://localhost:8000/fhir", help="Where definitions are named.")
@click.option("--json", "as_json", is_flag=True, help="Answer with JSON.")
@told
def fhir(folder: Path, clinic: str, base: str, as_json: bool) -> None:
    """Write a file of NDJSON for each kind of resource into FOLDER, which must be new or empty."""
    _make(folder)
    at = Base(base.rstrip("/"))
    with session() as s:
        owner = clinic_of(s, clinic).id
        audit.record(s, Actor("cli", None, owner), "fhir.exported", None)
    with session(writes=False) as s:
        enter(s, owner)
        counts = {"Questionnaire": _write(folder, "Questionnaire", [questionnaire(at)])}
        counts |= {kind.name: _export(s, folder, kind, owner, at) for kind in KINDS}
    words = "\n".join(f"{count:>9,}  {name}" for name, count in counts.items())
    say(as_json, counts, words)


def _make(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise Invalid([Fault("folder", "must be new or empty, so that nothing is mixed up")])


def _export(s: Session, folder: Path, kind: Kind, clinic_id: str, base: Base) -> int:
    rows = kind.all(s, clinic_id, base)
    total = kind.rows(s, clinic_id)
    seen = tqdm(rows, kind.name, total, unit="row", disable=None)
    return _write(folder, kind.name, (made for made in seen if made))


def _write(folder: Path, name: str, resources: Iterable[Resource]) -> int:
    """A file has its name only when all is in it."""
    count, begun = 0, folder / f"{name}.ndjson.part"
    with begun.open("x", encoding="utf-8") as file:
        for one in resources:
            file.write(json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n")
            count += 1
    begun.rename(folder / f"{name}.ndjson")
    return count
