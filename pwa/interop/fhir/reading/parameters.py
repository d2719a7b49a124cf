"""What each kind of resource can be searched by.

Source: the search parameters of each resource in FHIR R4. `date` is the day that the rules count
under, also where FHIR has no such parameter or calls it something else.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, false, true
from sqlmodel import col

from pwa.decision.questionnaire import GAD7
from pwa.decision.timeline import TREATMENT_KINDS
from pwa.interop.fhir import plan_definition, questionnaire
from pwa.interop.fhir.element import LOINC, Base
from pwa.interop.fhir.kinds import FULL
from pwa.interop.fhir.observation import SURVEY
from pwa.interop.fhir.reading import fields
from pwa.interop.fhir.reading.fields import Asker, Field
from pwa.store.tables import AdviceRecord, CheckIn, PolicyVersion, Request, Treatment

_AUTHORED = "When it was answered, by the clock beside the patient."
_REMOVED = col(Treatment.removed_at).is_not(None)
_CLOSED = col(Request.closed_at).is_not(None)
_BY_STAFF = col(Request.close_reason).is_not(None)
_WAITS = col(Request.stage) == "open"


def _of_patient(table: Any, kind: str) -> dict[str, Field]:
    """FHIR's definition of `patient` is one for many kinds, that of `subject` one for each."""
    shared = "clinical-patient" if kind in ("Observation", "Procedure") else f"{kind}-patient"
    return {
        "patient": fields.patient(table, shared),
        "subject": fields.patient(table, f"{kind}-subject"),
    }


def _kind_of_treatment(base: Base) -> str:
    return base.canonical("CodeSystem", "treatment-kind")


def _url(asker: Asker) -> str:
    return plan_definition.url(asker.base, asker.clinic_id)


def _number(_asker: Asker, value: str) -> ColumnElement[bool]:
    known = value.isascii() and value.isdigit() and len(value) < 9
    return col(PolicyVersion.number) == int(value) if known else false()


def _stated(standard: str, **found: ColumnElement[bool]) -> Field:
    return fields.codes({name.replace("_", "-"): rows for name, rows in found.items()}, standard)


PARAMETERS: dict[str, dict[str, Field]] = {
    "Patient": {"identifier": fields.names_of_patients()},
    "QuestionnaireResponse": _of_patient(CheckIn, "QuestionnaireResponse")
    | {
        "date": fields.day(CheckIn.on, CheckIn.received_at),
        "authored": fields.moment(CheckIn.taken_at, "QuestionnaireResponse-authored", _AUTHORED),
        "status": _stated("QuestionnaireResponse-status", completed=FULL, stopped=~FULL),
        "identifier": fields.names(CheckIn, "QuestionnaireResponse-identifier"),
        "questionnaire": fields.the_same(
            lambda asker: questionnaire.canonical(asker.base), "QuestionnaireResponse-questionnaire"
        )._replace(type="reference"),
    },
    "Observation": _of_patient(CheckIn, "Observation")
    | {
        "date": fields.day(CheckIn.on, CheckIn.received_at, "clinical-date"),
        "status": _stated("Observation-status", final=true()),
        "code": fields.codes({GAD7.total_loinc: true()}, "clinical-code", lambda _: LOINC),
        "category": fields.codes({"survey": true()}, "Observation-category", lambda _: SURVEY),
    },
    "Procedure": _of_patient(Treatment, "Procedure")
    | {
        "date": fields.day(Treatment.on, Treatment.changed_at, "clinical-date"),
        "status": _stated("Procedure-status", completed=~_REMOVED, entered_in_error=_REMOVED),
        "code": fields.codes(
            {kind: col(Treatment.kind) == kind for kind in TREATMENT_KINDS},
            "clinical-code",
            _kind_of_treatment,
        ),
        "identifier": fields.names(Treatment, "clinical-identifier"),
    },
    "GuidanceResponse": _of_patient(AdviceRecord, "GuidanceResponse")
    | {"date": fields.day(AdviceRecord.on, AdviceRecord.created_at)},
    "Task": _of_patient(Request, "Task")
    | {
        "date": fields.day(Request.on, Request.changed_at),
        "authored-on": fields.moment(Request.opened_at, "Task-authored-on"),
        "modified": fields.moment(Request.changed_at, "Task-modified"),
        "status": _stated(
            "Task-status",
            requested=and_(~_CLOSED, _WAITS),
            in_progress=and_(~_CLOSED, ~_WAITS),
            completed=and_(_CLOSED, ~_BY_STAFF),
            cancelled=and_(_CLOSED, _BY_STAFF),
        ),
    },
    "PlanDefinition": {
        "date": fields.moment(PolicyVersion.created_at, "PlanDefinition-date"),
        "status": _stated("PlanDefinition-status", active=true()),
        "url": fields.the_same(_url, "PlanDefinition-url"),
        "version": Field("token", _number, "PlanDefinition-version", few=True),
    },
}
