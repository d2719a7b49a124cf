"""A version of a clinic's limits as a PlanDefinition: each parameter by name, and the rules."""

from pwa.decision import PARAMETERS, Policy
from pwa.decision.rules import RULES
from pwa.interop.fhir.element import Base, Resource, instant, resource
from pwa.store.tables import PolicyVersion


def plan_definition(row: PolicyVersion, base: Base) -> Resource:
    """The newest version is the one in force; whoever reads several sees it by its number."""
    return resource(
        "PlanDefinition",
        row.id,
        row.created_at,
        extension=_parameters(row, base),
        url=url(base, row.clinic_id),
        version=str(row.number),
        name="ContactLimits",
        title=f"When the clinic would like to hear from a patient, version {row.number}",
        status="active",
        date=instant(row.created_at),
        description=row.why,
        action=[{"title": rule.name, "code": [base.code("rule", rule.name)]} for rule in RULES],
    )


def canonical(base: Base, clinic_id: str, number: int) -> str:
    """What an advice says that it followed."""
    return f"{url(base, clinic_id)}|{number}"


def url(base: Base, clinic_id: str) -> str:
    """What all versions of a clinic's limits are known by."""
    return base.canonical("PlanDefinition", f"limits-{clinic_id}")


def _parameters(row: PolicyVersion, base: Base) -> list[Resource]:
    url = base.canonical("StructureDefinition", "policy-parameter")
    policy = Policy.from_values(row.values)
    return [
        {"url": url, "extension": [{"url": "name", "valueString": name}, *_value(policy[name])]}
        for name in PARAMETERS
    ]


def _value(value: int | None) -> list[Resource]:
    return [] if value is None else [{"url": "value", "valueInteger": value}]
