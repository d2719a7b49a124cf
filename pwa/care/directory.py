"""Looking patients up by who they are, which is sealed: a number is found by its index (ADR 28).

Pages of names are in pwa/care/register.py.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from pwa.store import blind
from pwa.store.sealed import as_stored, opened
from pwa.store.tables import Patient

NAMES = ("name", "phone", "email", "reference")
Key = tuple[str, str]


def by_name(patient: Patient) -> Key:
    """The order of every list of patients; the id decides between namesakes."""
    return key(patient.name, patient.id)


def key(name: str, row_id: str) -> Key:
    return name.casefold(), row_id


def names(s: Session, clinic_id: str, ids: Iterable[str]) -> dict[str, str]:
    """The names of those patients that there are, by id."""
    rows = entries(s, clinic_id, ("name",), col(Patient.id).in_(list(ids)))
    return {row_id: name for row_id, (name,) in rows}


def with_reference(s: Session, clinic_id: str, reference: str) -> Patient | None:
    """The patient whom the clinic's own records call so."""
    return next(iter(all_with_reference(s, clinic_id, reference)), None)


def all_with_reference(s: Session, clinic_id: str, reference: str) -> list[Patient]:
    """The same, by name, where several were given one number by mistake."""
    ids = [
        row_id
        for named in blind.may_be(Patient, "reference", clinic_id, reference)
        for row_id, (found,) in entries(s, clinic_id, ("reference",), named)
        if found == reference
    ]
    return those(s, clinic_id, ids)


def those(s: Session, clinic_id: str, ids: list[str]) -> list[Patient]:
    """The patients with these ids, by name."""
    chosen = select(Patient).where(Patient.clinic_id == clinic_id, col(Patient.id).in_(ids))
    return sorted(s.exec(chosen), key=by_name)


def entries(
    s: Session, clinic_id: str, columns: Sequence[str], *where: ColumnElement[bool]
) -> Iterator[tuple[str, list[Any]]]:
    """The id of each patient, and these columns of theirs in clear."""
    chosen: Any = [as_stored(getattr(Patient, name)) for name in columns]
    mine = select(Patient.id, *chosen).where(Patient.clinic_id == clinic_id, *where)
    for row_id, *values in s.execute(mine):
        named = zip(columns, values, strict=True)
        yield row_id, [opened(value, "patient", name, clinic_id, row_id) for name, value in named]
