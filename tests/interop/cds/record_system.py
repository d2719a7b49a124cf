"""A record system that asks for cards: it signs each call for the address that it calls."""

from itertools import count
from typing import Any

from flask import Flask

from pwa.care import clock
from tests.cast import Cast
from tests.interop.program import Program, program_of

ISSUER = "https://records.example"
ORIGIN = "https://screens.records.example"
ROOT = "http://localhost"
SERVICE = "cds-services/booster-check-patient-view"
_NUMBERS = count()


class RecordSystem:
    """`system.calls(system.view(...))` is what happens when somebody opens a chart."""

    def __init__(self, program: Program) -> None:
        self.program, self.id, self.http = program, program.id, program.http
        self.service = f"/cds/{program.id}/{SERVICE}"

    def signed(self, path: str, header: dict[str, Any] | None = None, **claims: Any) -> str:
        """A JWT for one call; what is given as None is left out."""
        now = int(clock.now().timestamp())
        said = {
            "iss": ISSUER,
            "sub": None,
            "aud": ROOT + path,
            "iat": now,
            "jti": f"call-{next(_NUMBERS)}",
        }
        return self.program.assertion(header, **(said | claims))

    def calls(self, body: Any, path: str = "", token: str | None = None, **sent: Any):
        """A call of the service, or of the address that is given."""
        path = path or self.service
        token = self.signed(path) if token is None else token
        headers = {"Authorization": f"Bearer {token}"} | sent.pop("headers", {})
        return self.http.post(path, json=body, headers=headers, **sent)

    def tells(self, *feedback: dict[str, Any], **sent: Any):
        """What became of cards."""
        return self.calls({"feedback": list(feedback)}, f"{self.service}/feedback", **sent)

    @staticmethod
    def view(patient_id: str, **changes: Any) -> dict[str, Any]:
        """What a chart's screen sends about this patient."""
        return {
            "hook": "patient-view",
            "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
            "context": {"userId": "Practitioner/1", "patientId": patient_id},
            "prefetch": {"patient": {"resourceType": "Patient", "id": patient_id}},
        } | changes


def system_of(app: Flask, cast: Cast, clinic: str = "oak", **changes: Any) -> RecordSystem:
    """One of Oak's or Elm's."""
    facts = {"name": "Elder Records", "issuer": ISSUER, "origins": [ORIGIN]} | changes
    return RecordSystem(program_of(app, cast, clinic, **facts))


def named(system: str, value: str, **more) -> dict:
    """A prefetched patient whose chart has this identifier."""
    listed = [{"system": "urn:oid:1.2.3", "value": "1"}, {"system": system, "value": value}]
    return {"patient": {"resourceType": "Patient", "identifier": listed} | more}
