"""Whose it is: by reference, by identifier or by both, and within the clinic only."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from sqlmodel import Session

from pwa.decision.reader import Reader
from pwa.interop.fhir.element import Base
from pwa.interop.fhir.whom import by_identifier
from pwa.interop.fhir.writing.body import Unreadable
from pwa.interop.fhir.writing.named import names, token
from pwa.store.tables import Patient

CONDITION = "Patient?identifier="


class Patients:
    """A clinic's patients. Another clinic's are as unknown here as nobody's."""

    def __init__(self, s: Session, clinic_id: str, base: Base) -> None:
        self._s, self._clinic_id, self._base = s, clinic_id, base

    def subject(self, said: Any, path: str, reader: Reader) -> Patient | None:
        """The patient of a Reference; None with a fault where it leads to nobody or to several."""
        ways = said if isinstance(said, dict) else {}
        if "reference" not in ways and "identifier" not in ways:
            reader.fault(path, "is required: a Patient by reference or by identifier")
            return None
        found = [_the_one(those, at, reader) for at, those in self._each(ways, path, reader)]
        if len({one.id for one in found if one}) > 1:
            reader.fault(path, "has a reference and an identifier of two patients")
        return found[0] if found else None

    def named(self, system: str, value: str) -> Sequence[Patient]:
        return by_identifier(self._s, self._clinic_id, self._base, system, value)

    def _each(
        self, ways: dict[str, Any], path: str, reader: Reader
    ) -> Iterator[tuple[str, Sequence[Patient]]]:
        if "reference" in ways:
            yield f"{path}.reference", self._referred(ways["reference"])
        at = f"{path}.identifier"
        for name in names(ways.get("identifier"), at, reader):
            yield at, self.named(*name)

    def _referred(self, said: Any) -> Sequence[Patient]:
        if not isinstance(said, str):
            return []
        here = said.removeprefix(f"{self._base}/")
        if here.startswith(CONDITION):
            return self._looked_for(unquote(here.removeprefix(CONDITION)))
        kind, _, row_id = here.partition("/")
        found = self._s.get(Patient, (self._clinic_id, row_id)) if kind == "Patient" else None
        return [found] if found else []

    def _looked_for(self, written: str) -> Sequence[Patient]:
        try:
            return self.named(*token(written))
        except Unreadable:
            return []


def _the_one(found: Sequence[Patient], path: str, reader: Reader) -> Patient | None:
    if not found:
        reader.fault(path, "leads to no patient of this clinic")
    elif len(found) > 1:
        reader.fault(path, "leads to several patients of this clinic")
    elif found[0].archived_at:
        reader.fault(path, "leads to a patient who has left the clinic")
    else:
        return found[0]
    return None
