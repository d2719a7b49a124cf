"""A treatment as a Procedure. One that was taken back stays, marked as entered in error."""

from pwa.interop.fhir.element import Base, Resource, given_name, identifier, reference, resource
from pwa.store.tables import Treatment

KINDS = "treatment-kind"
WORDS = {"induction": "Ketamine treatment, induction", "booster": "Ketamine treatment, booster"}


def procedure(row: Treatment, base: Base) -> Resource:
    return resource(
        "Procedure",
        row.id,
        row.changed_at,
        identifier=[identifier(row.id), *filter(None, [given_name(row.origin)])],
        status="entered-in-error" if row.removed_at else "completed",
        code=base.code(KINDS, row.kind, WORDS[row.kind]) | {"text": WORDS[row.kind]},
        subject=reference("Patient", row.patient_id),
        performedDateTime=row.on.isoformat(),
    )
