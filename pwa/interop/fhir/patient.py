"""A patient: who they are to their clinic, and how they are reached."""

from pwa.interop.fhir.element import Base, Resource, filled, identifier, resource
from pwa.store.tables import Patient

LANGUAGES = {"en": "en", "es": "es-US", "fr": "fr-FR"}


def patient(row: Patient, base: Base) -> Resource:
    """The clinic's own number comes second: the first is the same everywhere."""
    return resource(
        "Patient",
        row.id,
        row.changed_at,
        identifier=[identifier(row.id), *_reference(row, base)],
        active=row.archived_at is None,
        name=[{"text": row.name}],
        telecom=_telecom(row),
        communication=_communication(row),
    )


def _reference(row: Patient, base: Base) -> list[Resource]:
    if not row.reference:
        return []
    system = numbers(base, row.clinic_id)
    return [{"use": "secondary", "system": system, "value": row.reference}]


def numbers(base: Base, clinic_id: str) -> str:
    """The system of the clinic's own numbers for its patients."""
    return base.canonical("NamingSystem", clinic_id)


def _telecom(row: Patient) -> list[Resource]:
    ways = (("phone", row.phone), ("email", row.email))
    return [filled({"system": way, "value": value}) for way, value in ways if value]


def _communication(row: Patient) -> list[Resource]:
    tag = LANGUAGES.get(row.language, row.language)
    language = {"coding": [{"system": "urn:ietf:bcp:47", "code": tag}]}
    return [{"language": language, "preferred": True}]
