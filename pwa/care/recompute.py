"""Any advice on record, however old, worked out again: does it agree? The record never changes.

What the rules are given comes from the record; the limits come from the published version, which
is the word that counts if the two differ.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from pwa.care.advice import output_of
from pwa.care.release import rules_release
from pwa.decision import Advice, advise, parse_case
from pwa.errors import Invalid
from pwa.store import directory
from pwa.store.db import enter
from pwa.store.tables import AdviceRecord, PolicyVersion

SLICE = 500
# The values of each published version by its number.
Published = Mapping[int, dict[str, Any]]


class Difference(NamedTuple):
    """Something that is not the same: as it is on record, and as it comes out now."""

    what: str
    kept: Any
    now: Any


class Again(NamedTuple):
    """An advice worked out again; `advice` is None where its inputs cannot be read."""

    differences: tuple[Difference, ...]
    advice: Advice | None
    same_release: bool

    @property
    def agrees(self) -> bool:
        return not self.differences


def published(s: Session, clinic_id: str) -> Published:
    """The values of all versions of a clinic."""
    rows = select(PolicyVersion.number, PolicyVersion.values)
    found = s.exec(rows.where(PolicyVersion.clinic_id == clinic_id))
    return {number: dict(values) for number, values in found}


def recompute(record: AdviceRecord, versions: Published) -> Again:
    """What the rules of this release say of what the record says they were given."""
    same_release = record.release == rules_release()
    differences = list(_in_the_inputs(record, versions))
    values = versions.get(record.policy_number, record.inputs.get("policy", {}))
    try:
        case = parse_case(record.inputs | {"policy": values})
    except Invalid as refused:
        differences += [Difference(f"inputs.{at}", None, fault) for at, fault in refused.faults]
        return Again(tuple(differences), None, same_release)
    made = advise(case.timeline, case.policy, case.today)
    differences += _in_the_output(record.output, output_of(made), same_release)
    return Again(tuple(differences), made, same_release)


def _in_the_inputs(record: AdviceRecord, versions: Published) -> Iterator[Difference]:
    wanted = {"today": record.on.isoformat(), "policy": versions.get(record.policy_number)}
    for name, value in wanted.items():
        if record.inputs.get(name) != value:
            yield Difference(f"inputs.{name}", record.inputs.get(name), value)


def _in_the_output(
    kept: Mapping[str, Any], now: Mapping[str, Any], same_release: bool
) -> Iterator[Difference]:
    kept, now = _flat(kept), _flat(now)
    for what in sorted({*kept, *now}):
        # A later release may name numbers that an earlier one did not.
        is_new_fact = what.startswith("facts.") and what not in kept and not same_release
        if kept.get(what) != now.get(what) and not is_new_fact:
            yield Difference(what, kept.get(what), now.get(what))


def _flat(output: Mapping[str, Any]) -> dict[str, Any]:
    facts = {f"facts.{name}": fact for name, fact in output.get("facts", {}).items()}
    return {name: part for name, part in output.items() if name != "facts"} | facts


def records(s: Session, clinic_id: str | None = None) -> Iterator[AdviceRecord]:
    """Every record of a clinic, or of one after the other, a slice at a time: memory stays flat."""
    for each in directory.clinics(s) if clinic_id is None else (clinic_id,):
        enter(s, each)
        after = ""
        while rows := _slice(s, each, after):
            yield from rows
            after = rows[-1].id
            s.expunge_all()


def _slice(s: Session, clinic_id: str, after: str) -> Sequence[AdviceRecord]:
    chosen = select(AdviceRecord).where(AdviceRecord.clinic_id == clinic_id)
    chosen = chosen.where(col(AdviceRecord.id) > after).order_by(col(AdviceRecord.id))
    return s.exec(chosen.limit(SLICE)).all()
