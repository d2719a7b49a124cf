"""Whose a check-in is: by reference or by identifier, within the clinic only."""

from pwa.care import enrol
from pwa.interop.fhir.patient import numbers
from pwa.store.tables import AuditEvent, CheckIn, Patient
from tests.interop.sent import BASE, OURS, faults


def test_it_is_found_by_number_by_id_and_by_both(send, number, cast):
    named = f"{number['system']}|A-17"
    ways = [
        {"identifier": number},
        {"identifier": {"system": OURS, "value": f"urn:uuid:{cast.ana.upper()}"}},
        {"reference": f"{BASE}/Patient/{cast.ana}"},
        {"reference": f"Patient/{cast.ana}", "identifier": number},
        {"reference": f"Patient?identifier={named}"},
        {"reference": f"Patient?identifier={named.replace('|', '%7C')}"},
    ]
    assert [send(subject=way).status_code for way in ways] == [201, *[200] * 5]


def test_nobody_elses_is(send, number, cast, rows):
    ways = [
        {"reference": f"Patient/{cast.ben}"},
        {"reference": "Patient/"},
        {"reference": f"Practitioner/{cast.ana}"},
        {"reference": f"https://elsewhere.example/fhir/Patient/{cast.ana}"},
        {"reference": "Patient?identifier=A-17"},
        {"reference": 7},
        {"identifier": number | {"system": numbers(BASE, cast.elm)}},
        {"identifier": number | {"system": "https://ehr.example"}},
        {"identifier": number | {"value": "A-18"}},
        {"identifier": {"value": "A-17"}},
        {"display": "Ana Alder"},
        None,
    ]
    for way in ways:
        answer = send(subject=way)
        assert answer.status_code == 422
        assert all(one.startswith("QuestionnaireResponse.subject") for one in faults(answer))
    assert rows(CheckIn) == []


def test_two_who_share_a_number_are_told_apart_by_nobody(send, session, number, cast, program):
    other = enrol.add_patient(session, cast.oak, "Amy Ash", reference="A-17")
    session.commit()
    assert faults(send(subject={"identifier": number})) == [
        "QuestionnaireResponse.subject.identifier"
    ]
    both = {"reference": f"Patient/{other.id}", "identifier": number}
    assert send(subject=both).status_code == 422
    said = {"resourceType": "Patient", "identifier": [number]}
    assert faults(program.post("/fhir/Patient", json=said)) == ["Patient.identifier"]


def test_a_reference_and_a_number_of_two_patients_are_refused(send, session, number, cast):
    other = enrol.add_patient(session, cast.oak, "Amy Ash", reference="A-18")
    session.commit()
    both = {"reference": f"Patient/{other.id}", "identifier": number}
    assert faults(send(subject=both)) == ["QuestionnaireResponse.subject"]


def test_who_has_left_sends_nothing(send, session, cast):
    enrol.archive_patient(session, session.get_one(Patient, (cast.oak, cast.ana)))
    session.commit()
    assert faults(send()) == ["QuestionnaireResponse.subject.reference"]


def test_a_patient_is_matched_and_never_made(program, number, rows, cast):
    def match(*names, **more):
        said = {"resourceType": "Patient", "identifier": list(names)} | more
        return program.post("/fhir/Patient", json=said)

    theirs = {"system": "https://ehr.example/mrn", "value": "007"}
    found = match(theirs, number, name=[{"text": "Somebody"}])
    assert (found.status_code, found.json["id"]) == (200, cast.ana)
    assert found.headers["Location"] == f"{BASE}/Patient/{cast.ana}"
    other = match(theirs)
    assert (other.status_code, faults(other)) == (422, ["Patient.identifier"])
    assert match().status_code == 422
    looks = [row for row in rows(AuditEvent) if row.name == "fhir.searched"]
    assert [row.subject_id for row in looks] == [cast.ana]
