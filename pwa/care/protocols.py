"""The clinic's usual courses. One that changes is a new row; the old one is retired and kept."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlmodel import Session, select

from pwa.care import clock
from pwa.care.checks import Checks
from pwa.decision.protocol import PARAMETERS, SHIPPED, Protocol
from pwa.errors import Invalid
from pwa.store.insert import unless_there
from pwa.store.tables import Protocol as Row

LONGEST_NAME = 120
# What the form of a new one begins with.
BEGIN = {name: p.default for name, p in PARAMETERS.items()} | {"kind": "booster"}


def of_clinic(s: Session, clinic_id: str) -> list[Row]:
    """Those in use: the shipped ones first, then the clinic's own by name. Only reads."""
    kept = list(s.exec(select(Row).where(Row.clinic_id == clinic_id)))
    known, shipped = {row.id for row in kept}, _shipped(clinic_id)
    order = {row.id: place for place, row in enumerate(shipped)}
    rows = [row for row in shipped if row.id not in known] + kept
    in_use = [row for row in rows if row.retired_at is None]
    return sorted(in_use, key=lambda row: (order.get(row.id, len(order)), row.name))


def find(s: Session, clinic_id: str, protocol_id: str) -> Row | None:
    """One of this clinic's, retired or not. A shipped one is there without a row of its own."""
    row = s.get(Row, (clinic_id, protocol_id))
    return row or next((one for one in _shipped(clinic_id) if one.id == protocol_id), None)


def read(row: Row) -> Protocol:
    """What a row says."""
    return Protocol(**row.steps)


def add(
    s: Session, clinic_id: str, name: str, values: dict[str, Any], by: str | None = None
) -> Row:
    """A protocol of the clinic's own. Invalid names each fault."""
    checks = Checks()
    checks.filled("name", name)
    if len(name) > LONGEST_NAME:
        checks.fault("name", f"must have at most {LONGEST_NAME} characters")
    made = _read_or_note(values, checks)
    checks.finish()
    row = Row(
        clinic_id=clinic_id,
        name=name.strip(),
        steps=made._asdict() if made else {},
        created_by=by,
        created_at=clock.now(),
    )
    s.add(row)
    s.flush()
    return row


def replace(s: Session, row: Row, name: str, values: dict[str, Any], by: str | None = None) -> Row:
    """Another in its place; courses that follow the old one go on as they were laid out."""
    made = add(s, row.clinic_id, name, values, by)
    retire(s, row)
    return made


def retire(s: Session, row: Row) -> None:
    """No longer offered. The row stays: courses name it."""
    kept = written(s, row)
    kept.retired_at = kept.retired_at or clock.now()
    s.add(kept)
    s.flush()


def bring_back(s: Session, row: Row) -> None:
    """Offered again."""
    row.retired_at = None
    s.add(row)
    s.flush()


def written(s: Session, row: Row) -> Row:
    """The same as a row of the database; a shipped one becomes one when it is first used."""
    values = {name: getattr(row, name) for name in Row.model_fields}
    unless_there(s, Row, values)
    return s.get_one(Row, (row.clinic_id, row.id))


def _read_or_note(values: dict[str, Any], checks: Checks) -> Protocol | None:
    try:
        return Protocol.from_values(values)
    except Invalid as refused:
        checks.faults += refused.faults
        return None


def _shipped(clinic_id: str) -> list[Row]:
    """The same ids for a clinic each time, so that one can be retired like any other."""
    return [
        Row(
            clinic_id=clinic_id,
            id=str(uuid5(NAMESPACE_URL, f"protocol:{clinic_id}:{code}")),
            name=one.name,
            steps=one.protocol._asdict(),
            created_at=clock.now(),
        )
        for code, one in SHIPPED.items()
    ]
