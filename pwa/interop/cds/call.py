"""What a call of the hook patient-view says, and whom of the clinic's patients it means."""

from typing import Any, NamedTuple

from flask import abort
from sqlmodel import Session

from pwa.interop.cds.body import Fields
from pwa.interop.fhir.element import Base
from pwa.interop.fhir.whom import by_identifier
from pwa.store.tables import Patient

HOOK = "patient-view"
LONGEST = 1000  # of a text that is only looked at
MOST = 50
MISSING = (
    "context.patientId is no patient of this clinic’s. Send the prefetched patient, with an "
    "identifier that the clinic knows."
)


class Call(NamedTuple):
    """Whose chart is open: the id there, and the identifiers in it; None when nothing was sent."""

    patient_id: str
    identifiers: list[tuple[str, str]] | None


def read(said: dict[str, Any]) -> Call:
    """The call. Invalid names each field that is not as it must be."""
    fields = Fields()
    if said.get("hook") != HOOK:
        fields.fault("hook", f"must be {HOOK}")
    fields.text(said.get("hookInstance"), "hookInstance", LONGEST)
    context = fields.object(said.get("context"), "context")
    patient_id = fields.text(context.get("patientId"), "context.patientId", LONGEST)
    prefetch = fields.object(said.get("prefetch") or {}, "prefetch")
    sent = prefetch.get("patient")
    found = None if sent is None else _identifiers(fields, sent, patient_id)
    fields.finish()
    return Call(patient_id, found)


def patient_of(s: Session, clinic_id: str, base: Base, asked: Call) -> Patient | None:
    """The one whom everything said means; None for nobody, and where it means several people.

    A call that could only be about a patient whom nobody has sent is answered with 412.
    """
    own = s.get(Patient, (clinic_id, asked.patient_id))
    if own is None and asked.identifiers is None:
        abort(412, MISSING)
    named = [
        one
        for system, value in asked.identifiers or ()
        for one in by_identifier(s, clinic_id, base, system, value)
    ]
    meant = {one.id: one for one in (*([own] if own else ()), *named)}
    only = meant.popitem()[1] if len(meant) == 1 else None
    return only if only and only.archived_at is None else None


def _identifiers(fields: Fields, sent: Any, patient_id: str) -> list[tuple[str, str]]:
    patient = fields.object(sent, "prefetch.patient")
    if patient.get("resourceType") != "Patient":
        fields.fault("prefetch.patient.resourceType", "must be Patient")
    if patient.get("id", patient_id) != patient_id:
        fields.fault("prefetch.patient.id", "must be context.patientId: whose chart is it?")
    listed = patient.get("identifier", [])
    if not isinstance(listed, list) or len(listed) > MOST:
        fields.fault("prefetch.patient.identifier", f"must be a list of at most {MOST}")
        return []
    read = [_identifier(fields, one, place) for place, one in enumerate(listed)]
    return list(dict.fromkeys(read))


def _identifier(fields: Fields, one: Any, place: int) -> tuple[str, str]:
    """An identifier may leave out its system or its value; then it means nobody."""
    at = f"prefetch.patient.identifier[{place}]"
    said = fields.object(one, at)
    system = fields.text(said.get("system", ""), f"{at}.system", LONGEST)
    return system, fields.text(said.get("value", ""), f"{at}.value", LONGEST)
