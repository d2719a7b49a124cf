"""An error as an OperationOutcome: whatever goes wrong below /fhir ends here.

Source: FHIR R4, OperationOutcome, and its code system issue-type.
"""

import json

from flask import Response

from pwa.errors import Fault
from pwa.interop.fhir.element import Resource, filled

MEDIA_TYPE = "application/fhir+json; charset=utf-8"
# What FHIR calls a parameter or a header of a request, where no element of a resource is meant.
OF_THE_REQUEST = "http."
TYPES = {
    400: "invalid",
    401: "login",
    403: "forbidden",
    404: "not-found",
    405: "not-supported",
    406: "not-supported",
    409: "conflict",
    410: "deleted",
    412: "conflict",
    413: "too-long",
    415: "not-supported",
    422: "processing",
    429: "throttled",
    503: "transient",
}


def as_outcome(status: int, _code: str, message: str, faults: list[Fault]) -> Response:
    """The answer to a request that failed: an issue for each fault, or one for all."""
    issues = [_fault(fault) for fault in faults] or [_issue(_type(status), message)]
    body = json.dumps({"resourceType": "OperationOutcome", "issue": issues}, ensure_ascii=False)
    return Response(body, status, content_type=MEDIA_TYPE)


def _type(status: int) -> str:
    return TYPES.get(status, "exception" if status >= 500 else "processing")


def _fault(fault: Fault) -> Resource:
    """`location` is FHIR's place for what is no element, `expression` for what is one."""
    if fault.field.startswith(OF_THE_REQUEST):
        name = fault.field.removeprefix(OF_THE_REQUEST)
        return _issue("value", f"{name}: {fault.message}", location=[fault.field])
    return _issue("value", str(fault), expression=[fault.field] if fault.field else None)


def _issue(kind: str, message: str, **where: list[str] | None) -> Resource:
    return filled({"severity": "error", "code": kind, "diagnostics": message, **where})
