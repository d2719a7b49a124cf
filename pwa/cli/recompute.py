"""`booster advice recompute`: any advice on record, worked out again."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import click
from sqlmodel import Session

from pwa.care.recompute import Again, published, records
from pwa.care.recompute import recompute as work_out
from pwa.cli.admin import clinic_of
from pwa.cli.shell import session, told
from pwa.errors import Fault, Invalid
from pwa.store import directory
from pwa.store.tables import AdviceRecord


@click.group()
def advice() -> None:
    """Advice on record."""


@advice.command()
@click.argument("advice_id", metavar="[ID]", required=False)
@click.option("--all", "everything", is_flag=True, help="Every advice on record.")
@click.option("--clinic", default="", help="Only of this clinic: its id or name.")
@click.option("--json", "as_json", is_flag=True, help="A JSON line for each that differs.")
@told
def recompute(advice_id: str | None, everything: bool, clinic: str, as_json: bool) -> None:
    """Work out again the advice ID, or --all, and say whether it agrees. Nothing is changed.

    Exit 0 when all agree, 1 when one does not.
    """
    if bool(advice_id) == everything:
        raise Invalid([Fault("id", "is required, or --all, and not both")])
    looked_at = differing = 0
    with session(writes=False) as s:
        clinic_id = clinic_of(s, clinic).id if clinic else None
        for record, again in _worked_out(s, _chosen(s, advice_id, clinic_id)):
            looked_at += 1
            if not again.agrees:
                differing += 1
                click.echo(_as_line(record, again) if as_json else _in_words(record, again))
    click.echo(_total(looked_at, differing, as_json))
    if differing:
        raise SystemExit(1)


def _chosen(s: Session, advice_id: str | None, clinic_id: str | None) -> Iterable[AdviceRecord]:
    if advice_id is None:
        return records(s, clinic_id)
    for each in directory.each_clinic(s):
        if clinic_id in (None, each) and (found := s.get(AdviceRecord, (each, advice_id))):
            return [found]
    raise Invalid([Fault("id", "is not the id of an advice on record")])


def _worked_out(s: Session, chosen: Iterable[AdviceRecord]) -> Iterator[tuple[AdviceRecord, Again]]:
    versions: dict[str, Any] = {}
    for record in chosen:
        if record.clinic_id not in versions:
            versions[record.clinic_id] = published(s, record.clinic_id)
        yield record, work_out(record, versions[record.clinic_id])


def _in_words(record: AdviceRecord, again: Again) -> str:
    what = "; ".join(
        f"{what}: {json.dumps(kept)} on record, {json.dumps(now)} now"
        for what, kept, now in again.differences
    )
    release = "" if again.same_release else f" (made by rules {record.release})"
    return f"{record.id} of {record.on}{release} does not agree: {what}"


def _as_line(record: AdviceRecord, again: Again) -> str:
    facts = {"id": record.id, "clinic_id": record.clinic_id, "on": record.on.isoformat()}
    differences = [difference._asdict() for difference in again.differences]
    return json.dumps(
        facts | {"same_release": again.same_release, "differences": differences},
        ensure_ascii=False,
    )


def _total(looked_at: int, differing: int, as_json: bool) -> str:
    if as_json:
        return json.dumps({"looked_at": looked_at, "agree": looked_at - differing})
    return f"{looked_at - differing} of {looked_at} agree."
