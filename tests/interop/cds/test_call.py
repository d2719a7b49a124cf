"""What a call must look like: a fault is named, and nothing sent brings the door down."""

from tests.interop.cds.record_system import named

FAULTS = [
    ({"hook": "order-sign"}, "hook"),
    ({"hookInstance": None}, "hookInstance"),
    ({"context": []}, "context"),
    ({"context": {"patientId": 7}}, "context.patientId"),
    ({"context": {"patientId": "\x00"}}, "context.patientId"),
    ({"context": {"patientId": "\ud800"}}, "context.patientId"),
    ({"prefetch": [1]}, "prefetch"),
    ({"prefetch": {"patient": "Ana"}}, "prefetch.patient"),
    ({"prefetch": {"patient": {"resourceType": "Person"}}}, "prefetch.patient.resourceType"),
    ({"prefetch": named("a", "b", id="another")}, "prefetch.patient.id"),
    ({"prefetch": named("a", "b", identifier={})}, "prefetch.patient.identifier"),
    ({"prefetch": named("a", "b", identifier=[{}] * 51)}, "prefetch.patient.identifier"),
    ({"prefetch": named("a", 7)}, "prefetch.patient.identifier[1].value"),
    ({"prefetch": named("a" * 2000, "b")}, "prefetch.patient.identifier[1].system"),
]
NONSENSE = [
    (b"", "application/json", 400),
    (b"{", "application/json", 400),
    (b"[]", "application/json", 400),
    (b'{"hook": NaN}', "application/json", 400),
    (b'{"hook": "a", "hook": "b"}', "application/json", 400),
    (b'{"a":' * 5000, "application/json", 400),
    (b"\xff", "application/json", 400),
    (b"{}", "text/plain", 415),
    (b'{"a": "' + b"a" * 1_100_000 + b'"}', "application/json", 413),
]


def test_it_names_the_field_at_fault(system):
    for changes, field in FAULTS:
        refused = system.calls(system.view("1288992", **changes))
        assert refused.status_code == 422, changes
        assert field in [fault["field"] for fault in refused.json["error"]["fields"]]


def test_it_answers_nonsense_in_json(system):
    for body, kind, status in NONSENSE:
        headers = {"Authorization": f"Bearer {system.signed(system.service)}"}
        refused = system.http.post(system.service, data=body, content_type=kind, headers=headers)
        assert refused.status_code == status, body[:40]
        assert refused.json["error"]["message"]
