"""A body as one JSON resource: what JSON leaves open, and what FHIR forbids, is refused here.

Source: FHIR R4, "JSON Representation of Resources"; RFC 8259, section 4 (names are unique).
"""

from typing import Any

from pwa.decision.reader import Reader
from pwa.errors import BoosterError
from pwa.interop import strict_json
from pwa.interop.fhir.element import Resource

DEEPEST = 16  # an answer's code lies six deep
# What changes the meaning of all the rest may not be passed by when it is not understood.
MUST_KNOW = ("modifierExtension", "implicitRules")


class Unreadable(BoosterError):
    """The body is no resource of the kind that is taken here."""

    code = "bad-request"


def read(body: bytes, kind: str) -> Resource:
    """The resource. Unreadable for another, or for none; Invalid names what FHIR forbids."""
    try:
        said = strict_json.loads(body)
    except ValueError:
        raise Unreadable("The body must be JSON, with each name once.") from None
    if not isinstance(said, dict) or said.get("resourceType") != kind:
        raise Unreadable(f"The body must be a {kind}.")
    look = _Look()
    look.at(said, kind, DEEPEST)
    look.finish()
    return said


class _Look(Reader):
    def at(self, value: Any, path: str, deeper: int) -> None:
        """Whatever lies at a path, with all that is in it."""
        if isinstance(value, dict | list) and not deeper:
            self.fault(path, "is nested too deep")
        elif isinstance(value, dict):
            for name, inner in value.items():
                self._name(name, path)
                self.at(inner, f"{path}.{name}", deeper - 1)
        elif isinstance(value, list):
            for place, inner in enumerate(value):
                self.at(inner, f"{path}[{place}]", deeper - 1)
        elif isinstance(value, str) and not strict_json.is_text(value):
            self.fault(path, "has characters that are not allowed in a text")

    def _name(self, name: str, path: str) -> None:
        if not name.isidentifier() or not name.isascii():
            raise Unreadable("The body has a name that is none of FHIR's.")
        if name in MUST_KNOW:
            self.fault(f"{path}.{name}", "is not understood here, and may change the meaning")
