"""Whether what is sent is on record already: under our name for it, or under the sender's."""

from typing import Any, NamedTuple, TypeVar

from sqlmodel import Session

from pwa.care.programs.origin import Origin
from pwa.interop.fhir.element import Resource
from pwa.interop.fhir.writing.named import Name
from pwa.store.tables import Client, Owned

Row = TypeVar("Row", bound=Owned)


class Known(NamedTuple):
    """The row's id, what the sender calls it, and the row itself if there is one."""

    row_id: str
    origin: Origin
    row: Any


def known(s: Session, table: type[Row], client: Client, name: Name) -> Known:
    """By the name. One of ours that leads nowhere is the sender's own, as any other."""
    origin = Origin(client.id, *name)
    for row_id in (name.our_id, origin.row_id(client.clinic_id)):
        row = s.get(table, (client.clinic_id, row_id)) if row_id else None
        if row:
            return Known(row.id, origin, row)
    return Known(origin.row_id(client.clinic_id), origin, None)


def copied(s: Session, table: type[Row], client: Client, said: Resource) -> Row | None:
    """The row that a resource of ours was made of, if it still has its id.

    A server gives ids itself, so this says nothing yet: only with the same content is it a copy.
    """
    row_id = said.get("id")
    return s.get(table, (client.clinic_id, row_id)) if isinstance(row_id, str) else None
