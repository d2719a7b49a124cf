"""An advice as a GuidanceResponse: what was said, by which rules, on which limits, from what."""

from typing import Any

from pwa.interop.fhir.element import Base, Resource, filled, instant, reference, resource
from pwa.interop.fhir.plan_definition import canonical
from pwa.store.tables import AdviceRecord

_SAID = ("phase", "urgency", "action", "headline", "may_mention_booster")


def guidance_response(row: AdviceRecord, base: Base) -> Resource:
    """Its output has the advice, every rule that fired or was held, and the numbers used."""
    rules = [base.code("rule", name) for name in row.output["fired"]]
    return resource(
        "GuidanceResponse",
        row.id,
        row.created_at,
        contained=[{"resourceType": "Parameters", "id": "output", "parameter": _output(row)}],
        moduleCanonical=canonical(base, row.clinic_id, row.policy_number),
        status="success",
        subject=reference("Patient", row.patient_id),
        occurrenceDateTime=instant(row.created_at),
        reasonCode=rules,
        reasonReference=[_trigger(row)] if row.trigger == "check-in" else None,
        outputParameters={"reference": "#output"},
    )


def _trigger(row: AdviceRecord) -> Resource | None:
    return reference("QuestionnaireResponse", row.trigger_id)


def _output(row: AdviceRecord) -> list[Resource]:
    said = row.output
    held = said.get("held_because", {})
    return [
        {"name": "on", "valueDate": row.on.isoformat()},
        *[parameter(name, said[name]) for name in _SAID if said.get(name) is not None],
        *[parameter("fired", name) for name in said["fired"]],
        *[{"name": "held", "part": _held(name, held.get(name))} for name in said["held"]],
        *[parameter(name, value) for name, value in said.get("facts", {}).items()],
        parameter("release", row.release),
    ]


def _held(name: str, because: str | None) -> list[Resource]:
    given = {"rule": name, "because": because}
    return [parameter(name, value) for name, value in filled(given).items()]


def parameter(name: str, value: Any) -> Resource:
    """A named value of Parameters, of the type that Python gives it."""
    kinds = {bool: "valueBoolean", int: "valueInteger", float: "valueDecimal", str: "valueString"}
    return {"name": name, kinds[type(value)]: value}
