"""A list between being given and being taken in. It is read anew each time: nothing is half done.

What was given is kept for a day, or until it is taken in or thrown away.
"""

from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import delete
from sqlmodel import Session, col, select

from pwa.care import clock
from pwa.care.imports import check_ins, patients
from pwa.care.imports.line import Line
from pwa.care.imports.reading import read
from pwa.errors import Conflict
from pwa.store.tables import Clinic, ImportDraft

KEPT = timedelta(days=1)


class Preview(NamedTuple):
    """What would become of a list: nothing of it is taken while any row is at fault."""

    new: list[Line]
    known: list[Line]
    faulty: list[Line]


def keep(
    s: Session, clinic: Clinic, staff_id: str, kind: str, file_name: str, text: str
) -> ImportDraft:
    """Keep a list, to be looked at. Invalid for what is wrong with the whole of it."""
    read(s, clinic, kind, text)
    _sweep(s, clinic.id)
    now = clock.now()
    row = ImportDraft(
        clinic_id=clinic.id,
        staff_id=staff_id,
        kind=kind,
        file_name=file_name[:200],
        body=text,
        digest=sha256(text.encode()).hexdigest(),
        created_at=now,
        expires_at=now + KEPT,
    )
    s.add(row)
    s.flush()
    return row


def look(s: Session, clinic: Clinic, row: ImportDraft) -> Preview:
    """What would become of each row now. Only reads."""
    lines = read(s, clinic, row.kind, row.body)
    return Preview(
        [line for line in lines if line.is_new],
        [line for line in lines if line.is_known and not line.faults],
        [line for line in lines if line.faults],
    )


def before(s: Session, row: ImportDraft) -> ImportDraft | None:
    """The same list, taken in earlier."""
    same = select(ImportDraft).where(
        ImportDraft.clinic_id == row.clinic_id,
        ImportDraft.digest == row.digest,
        ImportDraft.kind == row.kind,
        col(ImportDraft.imported_at).is_not(None),
    )
    return s.exec(same.order_by(col(ImportDraft.imported_at).desc())).first()


def take(s: Session, clinic: Clinic, row_id: str) -> Sequence[Line]:
    """Take a list in, whole; what was new. Conflict when it can't be, or has been."""
    key = (clinic.id, row_id)
    row = s.get_one(ImportDraft, key, with_for_update=True, populate_existing=True)
    if row.imported_at or row.expires_at < clock.now():
        raise Conflict("This list was taken in already, or is too old. Give it again.")
    found = look(s, clinic, row)
    if found.faulty:
        raise Conflict("Some rows can't be taken. Nothing was imported.")
    if row.kind == "patients":
        patients.take(s, clinic, found.new)
    else:
        check_ins.take(s, clinic, found.new, row.id)
    row.imported_at, row.body = clock.now(), ""
    s.add(row)
    s.flush()
    return found.new


def throw_away(s: Session, row: ImportDraft) -> None:
    s.delete(row)
    s.flush()


def _sweep(s: Session, clinic_id: str) -> None:
    old = (col(ImportDraft.imported_at).is_(None), col(ImportDraft.expires_at) < clock.now())
    s.execute(delete(ImportDraft).where(col(ImportDraft.clinic_id) == clinic_id, *old))
