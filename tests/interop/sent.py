"""What a record system sends: resources as it would write them."""

from pwa.decision import GAD7
from pwa.interop.fhir.element import Base
from pwa.store.tables import SyncOutcome
from tests.items import SEVERE

BASE = Base("http://localhost/fhir")
HERE = "/fhir/QuestionnaireResponse"
OURS = "urn:ietf:rfc:3986"
MRN = "https://ehr.example/responses"
AUTHORED = "2026-04-27T10:00:00-04:00"


def coded(points: int) -> dict:
    return {"valueCoding": {"system": "http://loinc.org", "code": GAD7.options[points].loinc}}


def item(link: str, answer: dict | None) -> dict:
    return {"linkId": link} | ({"answer": [answer]} if answer else {})


def response(patient: str, answers=SEVERE, **more) -> dict:
    """A QuestionnaireResponse; a None among the answers is left out, and so is an element."""
    said = {
        "resourceType": "QuestionnaireResponse",
        "identifier": {"system": MRN, "value": "4711"},
        "questionnaire": f"{BASE}/Questionnaire/gad-7|1",
        "status": "stopped" if None in answers else "completed",
        "subject": {"reference": f"Patient/{patient}"},
        "authored": AUTHORED,
        "item": [
            item(question.id, coded(points))
            for question, points in zip(GAD7.items, answers, strict=True)
            if points is not None
        ],
    } | more
    return {name: value for name, value in said.items() if value is not None}


def procedure(patient: str, on: str = "2026-04-20", kind: str = "booster", **more) -> dict:
    said = {
        "resourceType": "Procedure",
        "identifier": [{"system": MRN, "value": "p-1"}],
        "status": "completed",
        "code": {"coding": [{"system": f"{BASE}/CodeSystem/treatment-kind", "code": kind}]},
        "subject": {"reference": f"Patient/{patient}"},
        "performedDateTime": on,
    } | more
    return {name: value for name, value in said.items() if value is not None}


def faults(answer) -> list[str]:
    """The elements that a refusal names."""
    assert (answer.status_code, answer.json["resourceType"]) == (422, "OperationOutcome")
    return [path for issue in answer.json["issue"] for path in issue.get("expression", [])]


def outcomes(rows) -> dict[str, int]:
    """How many arrivals ended how."""
    return {row.outcome: row.count for row in rows(SyncOutcome)}
