"""Pages of a timeline. Each source is asked for its next rows by key, and they are merged here.

No source knows of the others, so that a day can hold any number of rows and none is shown twice or
passed by; nothing is counted and nothing is skipped over by number.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import and_, or_
from sqlmodel import Session, select

from pwa.care.timeline.entry import Cursor, Entry
from pwa.care.timeline.sources import Source, chosen
from pwa.store.tables import Patient

PAGE = 40


class Page(NamedTuple):
    """Some entries, newest first, and the place after which the next ones come."""

    entries: list[Entry]
    before: Cursor | None


def page(
    s: Session,
    patient: Patient,
    zone: str,
    kinds: set[str] | None = None,
    before: Cursor | None = None,
    size: int = PAGE,
) -> Page:
    """What happened before a place, or last of all; of these kinds, or of all.

    `zone` tells on which day a moment lies, for what has no local day of its own.
    """
    found = [
        entry
        for rank, source in chosen(kinds or set())
        for entry in _of(s, patient, ZoneInfo(zone), source, rank, before, size + 1)
    ]
    found.sort(key=lambda entry: entry.place, reverse=True)
    return Page(found[:size], found[size - 1].place if len(found) > size else None)


def everything(s: Session, patient: Patient, zone: str, kinds: set[str]) -> Iterator[Entry]:
    """All entries, newest first, a page at a time."""
    before: Cursor | None = None
    while True:
        found = page(s, patient, zone, kinds, before, size=500)
        yield from found.entries
        if found.before is None:
            return
        before = found.before


def _of(
    s: Session,
    patient: Patient,
    zone: ZoneInfo,
    source: Source,
    rank: int,
    before: Cursor | None,
    limit: int,
) -> list[Entry]:
    table = source.table
    keys = [getattr(table, name) for name in (source.on, source.at, "id") if name]
    query = select(table).where(*source.mine(patient))
    if before:
        query = query.where(_earlier(source, rank, before, zone))
    rows = s.exec(query.order_by(*(key.desc() for key in keys)).limit(limit))
    return [Entry(source.kind, _place(source, rank, row, zone), row) for row in rows]


def _place(source: Source, rank: int, row: Any, zone: ZoneInfo) -> Cursor:
    at: datetime = getattr(row, source.at)
    on: date = getattr(row, source.on) if source.on else at.astimezone(zone).date()
    return Cursor(on, rank, at, row.id)


def _earlier(source: Source, rank: int, before: Cursor, zone: ZoneInfo) -> Any:
    """Whether a row of the source comes before a place in the order (day, rank, moment, id)."""
    at, row_id = getattr(source.table, source.at), source.table.id
    within = or_(at < before.at, and_(at == before.at, row_id < before.id))
    if source.on is None:
        # The day is the moment's own, so that the moment alone decides.
        if rank == before.rank:
            return within
        return at < _midnight(before.on + timedelta(days=rank < before.rank), zone)
    on = getattr(source.table, source.on)
    if rank == before.rank:
        return or_(on < before.on, and_(on == before.on, within))
    return on <= before.on if rank < before.rank else on < before.on


def _midnight(on: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(on, time.min, zone)
