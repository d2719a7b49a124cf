"""The total of a full check-in. An unfinished one has no total, and so there is no Observation."""

from pwa.decision.questionnaire import GAD7, total
from pwa.interop.fhir.element import (
    LOINC,
    UCUM,
    Base,
    Resource,
    concept,
    instant,
    reference,
    resource,
)
from pwa.store.tables import CheckIn

SURVEY = "http://terminology.hl7.org/CodeSystem/observation-category"


def observation(row: CheckIn, _base: Base) -> Resource | None:
    """Its day is the patient's own, as the rules have it."""
    points = total(row.answers)
    if points is None:
        return None
    return resource(
        "Observation",
        row.id,
        row.received_at,
        status="final",
        category=[concept(SURVEY, "survey", "Survey")],
        code=concept(LOINC, GAD7.total_loinc),
        subject=reference("Patient", row.patient_id),
        effectiveDateTime=row.on.isoformat(),
        issued=instant(row.received_at),
        performer=[reference("Patient", row.patient_id)],
        valueQuantity={"value": points, "unit": "points", "system": UCUM, "code": "{score}"},
        derivedFrom=[reference("QuestionnaireResponse", row.id)],
    )
