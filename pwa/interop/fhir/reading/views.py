"""FHIR's addresses for reading: each kind by id, and by search."""

import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

from flask import Response, g, request

from pwa.errors import Fault, NotFound
from pwa.interop import doors
from pwa.interop.access import needs, shown
from pwa.interop.fhir.answer import refuse_other_forms, with_bundle, with_resource
from pwa.interop.fhir.kinds import KINDS, Kind
from pwa.interop.fhir.reading import cursor
from pwa.interop.fhir.reading.bundle import searchset
from pwa.interop.fhir.reading.fields import Asker
from pwa.interop.fhir.reading.page import page, parameters
from pwa.interop.fhir.reading.search import (
    CONTROLS,
    PAGE,
    NotAsked,
    Search,
    asked,
    refused,
    together,
)
from pwa.store.tables import Clinic
from pwa.web import errors
from pwa.web.session import current_session

UNKNOWN = "There is no {kind} of this id."
doors.fhir.before_request(refuse_other_forms)


@doors.fhir.errorhandler(NotAsked)
def not_asked(error: NotAsked) -> Response:
    return errors.answer(400, error.message, error.faults)


def offer(kind: Kind) -> None:
    """Open the addresses of a kind."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.name).lower()
    read, search = _reader(kind), _searcher(kind)
    doors.fhir.add_url_rule(f"/{kind.name}/<row_id>", f"read_{name}", read)
    doors.fhir.add_url_rule(f"/{kind.name}", f"search_{name}", search)
    by_form = f"search_{name}_by_form"
    doors.fhir.add_url_rule(f"/{kind.name}/_search", by_form, search, methods=["POST"])


def _reader(kind: Kind) -> Callable[[str], Response]:
    @needs(kind.name, "r")
    def read(row_id: str) -> Response:
        row = current_session(writes=False).get(kind.table, (g.clinic_id, row_id))
        made = row and kind.mapper(row, doors.base())
        if made is None:
            raise NotFound(UNKNOWN, kind=kind.name)
        shown(1, kind.patient_of(row))
        return with_resource(made)

    return read


def _searcher(kind: Kind) -> Callable[[], Response]:
    @needs(kind.name, "s")
    def search() -> Response:
        wanted, after, itself = _wanted(kind)
        asker = _asker()
        found = page(asker, kind, wanted, after)
        shown(len(found.made), found.patients.pop() if len(found.patients) == 1 else None)
        next_ = None
        if found.after:
            place = cursor.sealed(wanted, found.after, kind.name, g.clinic_id)
            next_ = [(PAGE, place)]
        return with_bundle(searchset(asker.base, kind.name, found.made, itself, next_))

    return search


def _asker() -> Asker:
    s = current_session(writes=False)
    zone = ZoneInfo(s.get_one(Clinic, g.clinic_id).timezone)
    return Asker(s, g.clinic_id, g.client.id, doors.base(), zone)


Wanted = tuple[Search, cursor.After | None, list[tuple[str, str]]]


def _wanted(kind: Kind) -> Wanted:
    """The search, where its page begins, and what its self link says."""
    said = together(request.args, request.form)
    if PAGE not in said:
        search = asked(said, parameters(kind), request.headers.getlist("Prefer"))
        return search, None, search.pairs()
    if beside := [name for name in said if name not in (PAGE, *CONTROLS[2:])]:
        raise refused(*(Fault(name, f"must not stand beside {PAGE}") for name in beside))
    return *cursor.opened(said[PAGE], kind.name, g.clinic_id), [(PAGE, said[PAGE])]


for _kind in KINDS:
    offer(_kind)
