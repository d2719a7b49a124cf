"""A page as a Bundle, with links to itself and to the next one."""

from collections.abc import Sequence
from urllib.parse import urlencode

from pwa.interop.fhir.element import Base, Resource, filled


def searchset(
    base: Base,
    kind: str,
    made: Sequence[Resource],
    self_: Sequence[tuple[str, str]],
    next_: Sequence[tuple[str, str]] | None = None,
) -> Resource:
    """The links are given as their parameters. How many there are in all is not counted."""
    links = [_link("self", base, kind, self_)]
    if next_ is not None:
        links.append(_link("next", base, kind, next_))
    entries = [_entry(base, one) for one in made]
    return filled({"resourceType": "Bundle", "type": "searchset", "link": links, "entry": entries})


def _link(relation: str, base: Base, kind: str, query: Sequence[tuple[str, str]]) -> Resource:
    url = f"{base}/{kind}" + (f"?{urlencode(query)}" if query else "")
    return {"relation": relation, "url": url}


def _entry(base: Base, made: Resource) -> Resource:
    url = f"{base}/{made['resourceType']}/{made['id']}"
    return {"fullUrl": url, "resource": made, "search": {"mode": "match"}}
