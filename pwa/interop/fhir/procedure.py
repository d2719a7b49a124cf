"""A treatment as a Procedure. One that was taken back stays, marked as entered in error."""

from pwa.interop.fhir.element import Base, Resource, identifier, reference, resource
from pwa.store.tables import Treatment

_WORDS = {"induction": "Ketamine treatment, induction", "booster": "Ketamine treatment, booster"}


def procedure(row: Treatment, base: Base) -> Resource:
    return resource(
        "Procedure",
        row.id,
        row.removed_at or row.confirmed_at or row.created_at,
        identifier=[identifier(row.id)],
        status="entered-in-error" if row.removed_at else "completed",
        code=base.code("treatment-kind", row.kind, _WORDS[row.kind]) | {"text": _WORDS[row.kind]},
        subject=reference("Patient", row.patient_id),
        performedDateTime=row.on.isoformat(),
    )
