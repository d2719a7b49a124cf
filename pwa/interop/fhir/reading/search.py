"""A search as it was asked: which parameters count, how many resources to a page, and from where.

Source: FHIR R4, "Search" (handling of errors, `_count`, modifiers) and RFC 7240 (Prefer).
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from werkzeug.datastructures import MultiDict

from pwa.errors import Fault, Invalid
from pwa.interop.fhir.outcome import OF_THE_REQUEST

USUAL, MOST = 50, 200
VALUES = 50  # of one parameter, apart by commas
LONGEST = 2500  # bytes of all parameters: a page's address has to hold them
PAGE = "_page"
# How the answer is given; for `_format` see pwa/interop/fhir/answer.py.
CONTROLS = ("_count", "_summary", "_format", "_pretty")
Given = tuple[tuple[str, str], ...]
_COMMA = re.compile(r"(?<!\\),")


class NotAsked(Invalid):
    """A search that can't be answered as it was asked; `faults` name its parameters."""


class Search(NamedTuple):
    """The parameters that count, each a name and a value as it was written."""

    given: Given
    size: int = USUAL  # of a page

    def pairs(self) -> list[tuple[str, str]]:
        """The same search again: what a self link says."""
        return [*self.given, ("_count", str(self.size))]


def together(*parts: MultiDict[str, str]) -> MultiDict[str, str]:
    """What an address and a form say, in that order."""
    return MultiDict([pair for part in parts for pair in part.items(multi=True)])


def asked(
    said: MultiDict[str, str], fields: Collection[str], headers: Iterable[str] = ()
) -> Search:
    """Read the parameters. NotAsked names each that is at fault, all at once.

    A name that is unknown here is left out, unless `Prefer: handling=strict` wants it refused.
    """
    strict = is_strict(headers)
    faults = [Fault(name, why) for name in said if (why := _why_not(name, fields, strict))]
    given = [(name, value) for name, value in said.items(multi=True) if name in fields]
    faults += [Fault(name, why) for name, value in given if (why := _unusable(value))]
    if len(written(tuple(given)).encode()) > LONGEST:
        faults.append(Fault("", f"all parameters have {LONGEST} bytes at most: ask several times"))
    if set(said.getlist("_summary")) - {"false"}:
        faults.append(Fault("_summary", "is not done here: resources are whole, and not counted"))
    count = _count(said.getlist("_count"), faults)
    if faults:
        raise refused(*faults)
    return Search(tuple(given), count)


def written(given: Given) -> str:
    return json.dumps(given, ensure_ascii=False, separators=(",", ":"))


def refused(*faults: Fault) -> NotAsked:
    """Each fault's field is a parameter, or "" for all of them."""
    return NotAsked([Fault(f"{OF_THE_REQUEST}{name}", why) for name, why in faults])


def values_of(value: str) -> list[str]:
    """What a comma separates; a comma of a value's own is written with a backslash."""
    return [re.sub(r"\\(.)", r"\1", one) for one in _COMMA.split(value)]


def is_strict(headers: Iterable[str]) -> bool:
    said = (part.strip().lower() for header in headers for part in re.split("[,;]", header))
    return "handling=strict" in said


def _why_not(name: str, fields: Collection[str], strict: bool) -> str | None:
    if name in fields or name in CONTROLS:
        return None
    if re.split(r"[:.]", name)[0] in (*fields, "_has"):
        return "is not done here: no modifiers and no chains"
    return "is no parameter of this search" if strict else None


def _unusable(value: str) -> str | None:
    if not all(one.strip() for one in values_of(value)):
        return "must not be empty"
    return f"may have {VALUES} values at most" if len(values_of(value)) > VALUES else None


def _count(said: list[str], faults: list[Fault]) -> int:
    if not said:
        return USUAL
    (value, *more) = said
    if more or not re.fullmatch(r"0*[1-9]\d{0,17}", value, re.ASCII):
        faults.append(Fault("_count", f"must be a whole number, 1 to {MOST}"))
        return USUAL
    return min(int(value), MOST)


def each(given: Given) -> Iterator[tuple[str, list[str]]]:
    """Parameters that must all hold, each with the values of which one has to."""
    yield from ((name, values_of(value)) for name, value in given)
