"""One page of a search: rows in the order of their last change, from a place on.

What is added or changed meanwhile comes at the end, so no page shifts and none is missed; a row
that changes while it is read can come twice.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, literal, or_, tuple_
from sqlmodel import select

from pwa.errors import Fault
from pwa.interop.fhir.element import Resource
from pwa.interop.fhir.kinds import Kind
from pwa.interop.fhir.reading import fields
from pwa.interop.fhir.reading.cursor import After
from pwa.interop.fhir.reading.fields import Asker, Field
from pwa.interop.fhir.reading.parameters import PARAMETERS
from pwa.interop.fhir.reading.search import Search, each, refused
from pwa.store.types import UTC


class Page(NamedTuple):
    """The resources, and where the next page begins; None after the last one."""

    made: list[Resource]
    after: After | None
    patients: set[str]


def parameters(kind: Kind) -> dict[str, Field]:
    """All that a kind can be searched by."""
    changed = fields.moment(_changed(kind), "Resource-lastUpdated")
    return {"_id": fields.row_id(kind.table), "_lastUpdated": changed} | PARAMETERS[kind.name]


def page(asker: Asker, kind: Kind, search: Search, after: After | None) -> Page:
    """NotAsked where a value does not fit its parameter."""
    rows = asker.s.exec(statement(asker, kind, search, after)).all()
    shown = rows[: search.size]
    made = [one for row in shown if (one := kind.mapper(row, asker.base))]
    goes_on = len(rows) > search.size
    last = After(getattr(shown[-1], kind.changed), shown[-1].id) if goes_on else None
    return Page(made, last, {found for row in shown if (found := kind.patient_of(row))})


def statement(asker: Asker, kind: Kind, search: Search, after: After | None) -> Any:
    """One row more than the page has: it tells that there is another page."""
    changed, row_id = _changed(kind), kind.table.id
    if any(parameters(kind)[name].few for name, _ in search.given):
        # SQLite would rather read the whole clinic in this order than sort a few rows.
        changed = func.coalesce(changed, changed)
    chosen: Any = select(kind.table).where(kind.table.clinic_id == asker.clinic_id)
    chosen = chosen.where(changed.is_not(None), *_conditions(asker, kind, search, after))
    if kind.only is not None:
        chosen = chosen.where(kind.only)
    if after:
        place = tuple_(literal(after.changed, UTC), literal(after.row_id))
        chosen = chosen.where(tuple_(changed, row_id) > place)
    return chosen.order_by(changed, row_id).limit(search.size + 1)


def _conditions(
    asker: Asker, kind: Kind, search: Search, after: After | None
) -> Iterator[ColumnElement[bool]]:
    faults, known = [], parameters(kind)
    for name, values in each(search.given):
        field = known[name]
        try:
            wanted = _later(values) if after and name == "_lastUpdated" else values
            if wanted:
                yield or_(*[field.where(asker, value) for value in wanted])
            if after is None and field.begins and len(values) == 1:
                yield field.begins(asker, values[0])
        except ValueError as error:
            faults.append(Fault(name, str(error)))
    if faults:
        raise refused(*faults)


def _later(values: list[str]) -> list[str]:
    """What still can fail on a page that goes on: its place is past where these begin.

    Said again it would have the index read from there.
    """
    if len(values) > 1 or values[0][:2] in ("ne", "lt", "le"):
        return values
    return [] if values[0][:2] in ("ge", "gt") else [f"le{values[0].removeprefix('eq')}"]


def _changed(kind: Kind) -> Any:
    return getattr(kind.table, kind.changed)
