"""How much of what was written the sender wants back.

Source: FHIR R4, "RESTful API", managing return content; RFC 7240.
"""

import json

from flask import Response, request

MINIMAL, OUTCOME = "return=minimal", "return=operationoutcome"
SAYS = {
    "new": "It is on record.",
    "amended": "It is on record, as a further one of its day.",
    "identical": "It was on record already, and is so once.",
}


def preferred(response: Response, outcome: str, may_read: bool = True) -> Response:
    """The answer with the resource, with nothing, or with a word on how it ended."""
    wanted = request.headers.get("Prefer", "").lower().replace(";", ",").split(",")
    asked = {part.strip() for part in wanted}
    if MINIMAL in asked or not may_read:
        response.set_data(b"")
    elif OUTCOME in asked:
        response.set_data(json.dumps(_outcome(SAYS[outcome])))
    return response


def _outcome(says: str) -> dict[str, object]:
    issue = {"severity": "information", "code": "informational", "diagnostics": says}
    return {"resourceType": "OperationOutcome", "issue": [issue]}
