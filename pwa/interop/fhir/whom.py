"""Which patient an identifier means: one of the clinic's own, and nobody else's."""

from collections.abc import Sequence

from sqlmodel import Session

from pwa.care import directory
from pwa.interop.fhir.element import URI, Base
from pwa.interop.fhir.patient import numbers
from pwa.store.tables import Patient

UUID = "urn:uuid:"


def by_identifier(
    s: Session, clinic_id: str, base: Base, system: str, value: str
) -> Sequence[Patient]:
    """Whom it means: nobody, one, or several whom the clinic has given the same number."""
    if system == URI and value.startswith(UUID):
        found = s.get(Patient, (clinic_id, value.removeprefix(UUID).lower()))
        return [found] if found else []
    if system == numbers(base, clinic_id) and value:
        return directory.all_with_reference(s, clinic_id, value)
    return []
