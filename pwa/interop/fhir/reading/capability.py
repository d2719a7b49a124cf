"""What this server does, as a CapabilityStatement: no more than its own addresses do.

Source: FHIR R4, CapabilityStatement; SMART App Launch 2.2, its extension of `security`.
"""

from typing import Any

from pwa.care.release import rules_release
from pwa.interop.fhir.element import Base, Resource, concept, filled
from pwa.interop.fhir.kinds import KINDS, Kind
from pwa.interop.fhir.reading.fields import Field
from pwa.interop.fhir.reading.page import parameters

# When what is said here last changed.
DATE = "2026-11-22"
_DEFINITION = "http://hl7.org/fhir/SearchParameter/"
_OAUTH = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris"
_SERVICES = "http://terminology.hl7.org/CodeSystem/restful-security-service"
_OF_QUESTIONNAIRE = {"_id": "token", "url": "uri", "version": "token", "status": "token"}
_INTERACTIONS = {"c": "create", "r": "read", "s": "search-type"}
_ONCE = "It needs an identifier: a second try with the same one answers with what the first made."
_SAID = {
    "Patient": "POST of a Patient makes nobody. It answers with the one whom its identifier names.",
    "QuestionnaireResponse": _ONCE,
    "Procedure": _ONCE,
    "Task": "`date` is the day of the check-in that asked.",
    "GuidanceResponse": "`moduleCanonical` is the `url` and the `version` of a PlanDefinition.",
}


def statement(base: Base, opened: set[tuple[str, str]], token_url: str) -> Resource:
    """`opened`: the kinds that the app's addresses open, each with an act: c, r or s."""
    kinds = [
        _kind(one.name, {act for kind, act in opened if kind == one.name}, _parameters(one))
        for one in KINDS
    ]
    named = [{"name": name, "type": type_} for name, type_ in _OF_QUESTIONNAIRE.items()]
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": DATE,
        "kind": "instance",
        "software": {"name": "Booster Check", "version": rules_release()},
        "implementation": {
            "description": "A clinic’s check-ins, and what came of them.",
            "url": base,
        },
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json", "json"],
        "rest": [
            {
                "mode": "server",
                "security": _security(token_url),
                "resource": [*kinds, _kind("Questionnaire", {"r", "s"}, named)],
            }
        ],
    }


def _security(token_url: str) -> Resource:
    uris = [{"url": "token", "valueUri": token_url}]
    return {
        "extension": [{"url": _OAUTH, "extension": uris}],
        "cors": False,
        "service": [concept(_SERVICES, "SMART-on-FHIR")],
        "description": "SMART Backend Services: client credentials, proved by a signed JWT. "
        "Questionnaire and this statement are open to anyone.",
    }


def _kind(name: str, acts: set[str], searched: list[Resource]) -> Resource:
    return filled(
        {
            "type": name,
            "documentation": _SAID.get(name),
            "interaction": [{"code": _INTERACTIONS[act]} for act in sorted(acts, reverse=True)],
            "versioning": "no-version",
            "conditionalRead": "not-match",
            "conditionalCreate": True if "c" in acts else None,
            "searchParam": searched,
        }
    )


def _parameters(kind: Kind) -> list[Resource]:
    return [_parameter(name, field) for name, field in parameters(kind).items()]


def _parameter(name: str, field: Field) -> Resource:
    facts: dict[str, Any] = {"name": name, "type": field.type, "documentation": field.said}
    return filled(facts | {"definition": _DEFINITION + field.standard if field.standard else None})
