"""What the sender calls a resource. Without a name of its own a retry could not be told from news.

Source: FHIR R4, "RESTful API", conditional create (If-None-Exist).
"""

from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from pwa.decision.reader import Reader
from pwa.interop.fhir.element import URI
from pwa.interop.fhir.whom import UUID
from pwa.interop.fhir.writing.body import Unreadable

LONGEST = 500


class Name(NamedTuple):
    """An identifier: a value, unique within its system."""

    system: str
    value: str

    @property
    def our_id(self) -> str | None:
        """The id that we have given, if it is a name of ours."""
        ours = self.system == URI and self.value.startswith(UUID)
        return self.value.removeprefix(UUID).lower() if ours else None


def name_of(said: Any, path: str, condition: str | None, reader: Reader) -> Name | None:
    """The identifier of a resource, or of its header If-None-Exist; None with a fault."""
    asked = _condition(condition) if condition else None
    before = len(reader.faults)
    found = names(said, path, reader)
    if asked is None and not found and len(reader.faults) == before:
        reader.fault(path, "is required: with it a second try counts once")
    if asked and found and asked not in found:
        reader.fault(path, "is not what If-None-Exist looks for")
    return asked or next(iter(found), None)


def names(said: Any, path: str, reader: Reader) -> list[Name]:
    """One identifier, or each of a list, as far as they can be read."""
    if said is None:
        return []
    if isinstance(said, list):
        found = [_name(one, f"{path}[{place}]", reader) for place, one in enumerate(said)]
    else:
        found = [_name(said, path, reader)]
    return [name for name in found if name]


def _name(said: Any, path: str, reader: Reader) -> Name | None:
    if not isinstance(said, dict):
        reader.fault(path, "must be an identifier with a system and a value")
        return None
    system, value = (_part(said, name, path, reader) for name in Name._fields)
    return Name(system, value) if system and value else None


def _part(said: dict[str, Any], name: str, path: str, reader: Reader) -> str:
    value = said.get(name)
    if isinstance(value, str) and value.strip() and len(value) <= LONGEST:
        return value
    reader.fault(f"{path}.{name}", f"is required, of at most {LONGEST} characters")
    return ""


def _condition(header: str) -> Name:
    """`identifier=SYSTEM|VALUE`, and nothing else: what else there is would find several."""
    asked = parse_qsl(header.removeprefix("?"), keep_blank_values=True)
    if len(asked) == 1 and asked[0][0] == "identifier":
        return token(asked[0][1])
    raise Unreadable("If-None-Exist must be identifier=SYSTEM|VALUE.")


def token(written: str) -> Name:
    """`SYSTEM|VALUE`. Unreadable for anything else."""
    system, bar, value = written.partition("|")
    if bar and 0 < len(system) <= LONGEST and 0 < len(value) <= LONGEST and written.isprintable():
        return Name(system, value)
    raise Unreadable("An identifier is written SYSTEM|VALUE.")
