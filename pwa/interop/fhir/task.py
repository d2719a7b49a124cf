"""A request to contact a patient as a Task, and how it ended."""

from pwa.interop.fhir.element import Base, Resource, instant, reference, resource
from pwa.store.tables import Request

# "soon" is within two working days, which is what FHIR calls urgent; "urgent" is now.
PRIORITY = {"routine": "routine", "soon": "urgent", "urgent": "stat"}
_STATUS = {"open": "requested", "called": "in-progress", "booked": "in-progress"}


def task(row: Request, base: Base) -> Resource:
    return resource(
        "Task",
        row.id,
        row.changed_at,
        status=_status(row),
        businessStatus=base.code("case-stage", row.stage),
        statusReason=_reason(row, base),
        intent="proposal",
        priority=PRIORITY[row.urgency],
        code=base.code("task", "contact-patient", "Contact the patient"),
        focus=reference("GuidanceResponse", row.advice_id),
        reasonCode=base.code("rule", row.rule),
        authoredOn=instant(row.opened_at),
        lastModified=instant(row.changed_at) if row.changed_at else None,
        restriction={"period": {"end": instant(row.due_at)}} if row.due_at else None,
        **{"for": reference("Patient", row.patient_id)},
    )


def _status(row: Request) -> str:
    if row.closed_at is None:
        return _STATUS.get(row.stage, "in-progress")
    return "cancelled" if row.close_reason else "completed"


def _reason(row: Request, base: Base) -> Resource | None:
    code = row.close_reason or row.closed_by
    return base.code("case-ending", code) if code else None
