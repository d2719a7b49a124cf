"""What is not understood of a search is said, and not guessed at."""

import pytest

from tests.interop.reading.conftest import ids, refused


@pytest.mark.parametrize(
    ("path", "at_fault"),
    [
        ("Observation?date=soon", ["date"]),
        ("Observation?date=ap2026", ["date"]),
        ("Observation?date=2026-02-30&_lastUpdated=x", ["date", "_lastUpdated"]),
        ("Observation?patient=", ["patient"]),
        ("Observation?status=final,", ["status"]),
        ("Observation?_id:not=1", ["_id:not"]),
        ("Observation?patient:Patient=1", ["patient:Patient"]),
        ("Observation?subject.identifier=1", ["subject.identifier"]),
        ("Patient?_has:Observation:patient:code=1", ["_has:Observation:patient:code"]),
        ("Patient?_summary=count", ["_summary"]),
        ("Patient?_count=0", ["_count"]),
        ("Patient?_count=-1", ["_count"]),
        ("Patient?_count=ten", ["_count"]),
        ("Patient?_count=1&_count=2", ["_count"]),
        ("Patient?_count=" + 30 * "9", ["_count"]),
        ("Patient?_id=" + ",".join("abcdefghij" * 6), ["_id"]),
        ("Patient?_id=" + 3001 * "a", [""]),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(program, path, at_fault):
    assert refused(program, f"/fhir/{path}") == at_fault


@pytest.mark.parametrize("prefer", ["handling=strict", "return=minimal; handling=strict"])
def test_an_unknown_parameter_is_refused_where_that_is_wanted(program, prefer):
    path = "/fhir/Patient?_sort=name&birthdate=1990&_count=5&_format=json"
    assert refused(program, path, headers={"Prefer": prefer}) == ["_sort", "birthdate"]
    assert refused(program, "/fhir/Questionnaire?x=1", headers={"Prefer": prefer}) == ["x"]


def test_else_the_link_shows_that_it_was_passed_by(program, cast):
    path = f"/fhir/Patient?birthdate=1990&_id={cast.ana}&_sort=name"
    answer = program.get(path, headers={"Prefer": "handling=lenient"}).json
    assert ids(answer) == [cast.ana]
    assert answer["link"] == [
        {"relation": "self", "url": f"http://localhost/fhir/Patient?_id={cast.ana}&_count=50"}
    ]
