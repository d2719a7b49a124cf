"""Where a page of a search begins, as a text that nobody else can read or make.

It holds the whole search: what somebody looked for (a patient's number, say) stands in no address.
"""

import json
from datetime import datetime
from typing import NamedTuple

from pwa.errors import Fault
from pwa.interop.fhir.reading.search import PAGE, Search, refused, written
from pwa.store.keyring import Unreadable, ring

UNKNOWN = "is no page of this search: begin it anew"


class After(NamedTuple):
    """The last row of the page before: a row's moment of change, and its id."""

    changed: datetime
    row_id: str


def sealed(search: Search, after: After, kind: str, clinic_id: str) -> str:
    said = [written(search.given), str(search.size), after.changed.isoformat(), after.row_id]
    return _with("+/", "-_", ring().seal("\n".join(said), _place(kind, clinic_id)))


def opened(cursor: str, kind: str, clinic_id: str) -> tuple[Search, After]:
    """The search and its place. NotAsked for what was made elsewhere, or for something else."""
    try:
        said = ring().open(_with("-_", "+/", cursor), _place(kind, clinic_id))
    except Unreadable:
        raise refused(Fault(PAGE, UNKNOWN)) from None
    given, size, changed, row_id = said.split("\n")
    pairs = tuple((name, value) for name, value in json.loads(given))
    return Search(pairs, int(size)), After(datetime.fromisoformat(changed), row_id)


def _with(old: str, new: str, box: str) -> str:
    """Base64 as it stands in an address without being escaped, and back."""
    head, dot, tail = box.rpartition(".")
    return f"{head}{dot}{tail.translate(str.maketrans(old, new))}"


def _place(kind: str, clinic_id: str) -> bytes:
    """It opens for the same kind of resource in the same clinic."""
    return f"search\n{kind}\n{clinic_id}".encode()
