"""Whatever comes to the doors for writing is told what is wrong, and gets what it prefers."""

from pwa.web.limits import API_BYTES
from tests.interop import sent
from tests.interop.program import program_of
from tests.interop.sent import HERE, MRN

WRONG = [
    (b"{", {}, 400),
    (b'{"resourceType": "Procedure"}', {}, 400),
    (b"<QuestionnaireResponse/>", {"Content-Type": "application/fhir+xml"}, 415),
    (b"{}", {"Accept": "application/fhir+xml"}, 406),
    (b"{}", {"Authorization": ""}, 401),
    (b" " * (API_BYTES + 1), {}, 413),
]


def test_whatever_is_wrong_is_told_as_an_outcome(program):
    for said, headers, status in WRONG:
        usual = {"Content-Type": "application/fhir+json"}
        answer = program.open(HERE, "POST", data=said, headers=usual | headers)
        assert answer.status_code == status
        assert answer.json["resourceType"] == "OperationOutcome"


def test_nothing_is_changed_from_outside(program):
    for kind in ("QuestionnaireResponse", "Procedure", "Patient"):
        for method in ("PUT", "PATCH", "DELETE"):
            answer = program.open(f"/fhir/{kind}/1", method, json={"resourceType": kind})
            assert (answer.status_code, answer.json["resourceType"]) == (405, "OperationOutcome")


def test_who_may_only_read_does_not_write(app, cast, clock):
    reader = program_of(app, cast).signs_in("system/*.rs")
    assert reader.post(HERE, json=sent.response(cast.ana)).status_code == 403


def test_it_gives_back_what_is_preferred(send):
    preferences = {
        "return=minimal": None,
        "respond-async, return=minimal": None,
        "return=OperationOutcome": "OperationOutcome",
        "return=representation": "QuestionnaireResponse",
    }
    for place, (preference, kind) in enumerate(preferences.items()):
        name = {"system": MRN, "value": str(place)}
        answer = send(identifier=name, headers={"Prefer": preference})
        assert (answer.status_code, "Location" in answer.headers) == (201, True)
        assert (answer.json["resourceType"] if answer.data else None) == kind
