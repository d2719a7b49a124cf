"""Which resources a search finds."""

from datetime import date

import pytest
from sqlmodel import select

from pwa.interop.fhir.kinds import KINDS
from pwa.store.tables import CheckIn
from tests.care.conftest import TODAY, ago
from tests.interop.reading.conftest import NUMBER, all_of, ids, refused

GAD7 = "http://localhost/fhir/Questionnaire/gad-7"
DAYS = (42, 28, 14, 1, 0, 0)


def found(program, kind: str, **query) -> list[dict]:
    answer = program.get(f"/fhir/{kind}", query_string=query)
    assert answer.status_code == 200, answer.text
    return [one["resource"] for one in answer.json.get("entry", [])]


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ("{d}", lambda day, d: day == d),
        ("eq{d}", lambda day, d: day == d),
        ("ne{d}", lambda day, d: day != d),
        ("gt{d}", lambda day, d: day > d),
        ("ge{d}", lambda day, d: day >= d),
        ("lt{d}", lambda day, d: day < d),
        ("le{d}", lambda day, d: day <= d),
        ("{d:%Y-%m}", lambda day, d: day.month == d.month),
        ("gt{d:%Y-%m}", lambda day, d: day.month > d.month),
        ("le{d:%Y}", lambda day, d: True),
        ("gt{d:%Y}", lambda day, d: False),
        ("{d},{d:%Y}-03", lambda day, d: day == d or day.month == 3),
    ],
)
def test_a_day_is_compared_as_it_says(program, said, fits):
    for days in (28, 1):
        wanted = sorted(day for day in map(ago, DAYS) if fits(day, ago(days)))
        one = found(program, "QuestionnaireResponse", date=said.format(d=ago(days)))
        assert sorted(date.fromisoformat(row["authored"][:10]) for row in one) == wanted


def test_two_dates_are_a_span(program):
    span = [("date", f"ge{ago(28)}"), ("date", f"lt{ago(1)}")]
    answer = program.get("/fhir/Observation", query_string=span).json
    days = [one["resource"]["effectiveDateTime"] for one in answer["entry"]]
    assert days == [ago(28).isoformat(), ago(14).isoformat()]


@pytest.mark.parametrize(
    ("said", "count"),
    [
        (f"{ago(14)}T10:00:00-04:00", 1),
        (f"{ago(14)}T14:00:00Z", 1),
        (f"{ago(14)}T10:00:00-05:00", 0),
        (f"ge{ago(14)}T10:00:00-04:00", 4),
        (f"gt{ago(14)}T10:00:00-04:00", 3),
        (f"gt{ago(14)}T09:59:59.999-04:00", 4),
        # An address in which nobody has escaped the plus sign.
        (f"{ago(14)}T16:00:00 02:00", 1),
        # Without a zone it is the clinic's: New York.
        (f"{ago(14)}T10:00", 1),
        (f"{ago(14)}", 1),
        ("le9999-12-31", 6),
        ("ge0001-01-01T00:00:00+14:00", 6),
    ],
)
def test_a_moment_is_compared_as_precisely_as_it_is_written(program, said, count):
    assert len(found(program, "QuestionnaireResponse", authored=said)) == count


def test_what_is_new_is_found_by_its_last_change(program):
    for kind in ("Patient", "Observation", "Procedure", "Task"):
        everything = all_of(program, f"/fhir/{kind}")
        for said in {one["meta"]["lastUpdated"] for one in everything}:
            later = [one for one in everything if one["meta"]["lastUpdated"] > said]
            at_once = [one for one in everything if one["meta"]["lastUpdated"] == said]
            for prefix, wanted in (("ge", at_once + later), ("gt", later), ("eq", at_once)):
                assert found(program, kind, _lastUpdated=f"{prefix}{said}") == wanted


@pytest.mark.parametrize("name", ["patient", "subject"])
@pytest.mark.parametrize("way", ["{id}", "Patient/{id}", "http://localhost/fhir/Patient/{id}"])
def test_a_patients_own_are_found(program, cast, name, way):
    for kind in KINDS[1:6]:
        path = f"/fhir/{kind.name}"
        mine = [
            one
            for one in all_of(program, path)
            if (one.get("subject") or one["for"])["reference"] == f"Patient/{cast.ana}"
        ]
        assert found(program, kind.name, **{name: way.format(id=cast.ana)}) == mine != []
        assert found(program, kind.name, **{name: way.format(id=cast.ben)}) == []
    assert refused(program, f"/fhir/Task?{name}=Practitioner/{cast.nora}") == [name]


def test_several_are_found_by_their_ids(program):
    first, _, third, *_ = all_of(program, "/fhir/GuidanceResponse")
    named = f"{third['id']},nobody,{first['id']}"
    assert found(program, "GuidanceResponse", _id=named) == [first, third]


@pytest.mark.parametrize(
    ("kind", "query", "count"),
    [
        ("QuestionnaireResponse", {"status": "completed"}, 5),
        ("QuestionnaireResponse", {"status": "stopped"}, 1),
        ("QuestionnaireResponse", {"status": "completed,stopped"}, 6),
        ("QuestionnaireResponse", {"status": "amended"}, 0),
        (
            "QuestionnaireResponse",
            {"questionnaire": "http://localhost/fhir/Questionnaire/gad-7"},
            6,
        ),
        ("QuestionnaireResponse", {"questionnaire": "http://localhost/fhir/Questionnaire/x"}, 0),
        ("Observation", {"code": "http://loinc.org|70274-6"}, 5),
        ("Observation", {"code": "70274-6", "category": "survey", "status": "final"}, 5),
        ("Observation", {"code": "http://snomed.info/sct|70274-6"}, 0),
        ("Observation", {"code": "44261-6"}, 0),
        ("Procedure", {"status": "completed"}, 2),
        ("Procedure", {"status": "entered-in-error"}, 1),
        ("Procedure", {"code": "induction"}, 2),
        ("Procedure", {"code": "http://localhost/fhir/CodeSystem/treatment-kind|booster"}, 1),
        ("Task", {"status": "requested"}, 1),
        ("Task", {"status": "completed"}, 1),
        ("Task", {"status": "cancelled,in-progress"}, 0),
        ("Task", {"authored-on": f"{ago(14)}"}, 1),
        ("Task", {"modified": f"{ago(13)}"}, 1),
        ("Task", {"date": f"{TODAY}"}, 1),
        ("GuidanceResponse", {"date": f"{ago(28)}"}, 1),
        ("PlanDefinition", {"version": "1", "status": "active"}, 1),
        ("PlanDefinition", {"version": "2"}, 0),
        ("PlanDefinition", {"version": "one"}, 0),
    ],
)
def test_a_state_or_a_code_is_found(program, kind, query, count):
    assert len(found(program, kind, **query)) == count


def test_an_advice_leads_to_the_limits_that_it_followed(program):
    (said, *_) = found(program, "GuidanceResponse")
    url, _, version = said["moduleCanonical"].partition("|")
    (limits,) = found(program, "PlanDefinition", url=url, version=version)
    assert (limits["url"], limits["version"]) == (url, version)


@pytest.mark.parametrize(
    "named",
    ["{numbers}|{number}", "{number}", "urn:ietf:rfc:3986|urn:uuid:{ana}", "urn:uuid:{ana}"],
)
def test_a_patient_is_found_by_an_identifier(program, elms, cast, named):
    numbers = f"http://localhost/fhir/NamingSystem/{cast.oak}"
    said = named.format(numbers=numbers, number=NUMBER, ana=cast.ana)
    (ana,) = found(program, "Patient", identifier=said)
    assert ana["id"] == cast.ana
    assert found(elms, "Patient", identifier=said) == []


@pytest.mark.parametrize("said", ["http://other.example|MRN 0042", "|MRN 0042", "MRN 0043"])
def test_an_identifier_of_another_system_is_nobodys(program, said):
    assert found(program, "Patient", identifier=said) == []


def test_a_row_is_found_by_our_name_for_it(program, session, cast):
    (first, *_) = session.exec(select(CheckIn.id).where(CheckIn.clinic_id == cast.oak)).all()
    session.close()
    said = f"urn:ietf:rfc:3986|urn:uuid:{first}"
    assert [one["id"] for one in found(program, "QuestionnaireResponse", identifier=said)] == [
        first
    ]


def test_a_form_asks_the_same(program, cast):
    path = f"/fhir/Observation?patient={cast.ana}&_count=2"
    asked = program.post("/fhir/Observation/_search?_count=2", data={"patient": cast.ana})
    assert ids(asked.json) == ids(program.get(path).json)
    assert asked.json["link"][0] == program.get(path).json["link"][0]
