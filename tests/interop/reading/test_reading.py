"""A program reads what is there, of its own clinic, in the one form there is."""

import pytest
from sqlmodel import select

from pwa.interop.fhir.element import Base, instant
from pwa.interop.fhir.kinds import KINDS
from pwa.store.tables import AuditEvent, Patient
from tests.interop.reading.conftest import all_of

BASE = Base("http://localhost/fhir")


def test_each_resource_is_what_the_export_writes(program, reader, cast):
    for kind in KINDS:
        written = {one["id"]: one for one in kind.all(reader, cast.oak, BASE) if one}
        found = all_of(program, f"/fhir/{kind.name}?_count=4")
        assert {one["id"]: one for one in found} == written
        assert len(found) == len(written) > 0
        (first, *_) = found
        assert program.get(f"/fhir/{kind.name}/{first['id']}").json == first


def test_what_changed_last_comes_last_and_says_when(program, reader, cast):
    for kind in KINDS:
        said = [one["meta"]["lastUpdated"] for one in all_of(program, f"/fhir/{kind.name}")]
        rows = reader.exec(select(kind.table).where(kind.table.clinic_id == cast.oak)).all()
        assert said == sorted(said)
        assert set(said) <= {instant(getattr(row, kind.changed)) for row in rows}


def test_it_is_not_sent_again_to_who_has_it(program, session, cast):
    path = f"/fhir/Patient/{cast.ana}"
    first = program.get(path)
    tag = first.headers["ETag"]
    assert tag.startswith('W/"')
    assert first.headers["Last-Modified"] == "Thu, 26 Feb 2026 15:00:00 GMT"
    again = program.get(path, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    # By the second nothing is told: a resource may change twice in one.
    since = {"If-Modified-Since": first.headers["Last-Modified"]}
    assert program.get(path, headers=since).status_code == 200
    session.get_one(Patient, (cast.oak, cast.ana)).phone = "+1 555 010 0199"
    session.commit()
    changed = program.get(path, headers={"If-None-Match": tag})
    assert (changed.status_code, changed.headers["Last-Modified"]) == (
        200,
        "Mon, 27 Apr 2026 15:00:00 GMT",
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_another_clinic_has_nothing_of_it(program, elms, kind):
    (first, *_) = all_of(program, f"/fhir/{kind.name}")
    hidden = elms.get(f"/fhir/{kind.name}/{first['id']}")
    unknown = elms.get(f"/fhir/{kind.name}/nobody")
    assert hidden.status_code == 404
    assert hidden.json == unknown.json
    assert all_of(elms, f"/fhir/{kind.name}?_id={first['id']}") == []
    assert first["id"] not in {one["id"] for one in all_of(elms, f"/fhir/{kind.name}")}


def test_an_unfinished_check_in_is_no_observation(program):
    (blank,) = all_of(program, "/fhir/QuestionnaireResponse?status=stopped")
    assert program.get(f"/fhir/QuestionnaireResponse/{blank['id']}").status_code == 200
    assert program.get(f"/fhir/Observation/{blank['id']}").status_code == 404


def test_the_questionnaire_is_open_to_anyone(app, program):
    anyone = app.test_client()
    (asked,) = all_of(program, "/fhir/QuestionnaireResponse?_count=1&status=stopped")
    found = anyone.get("/fhir/Questionnaire", query_string={"url": asked["questionnaire"]}).json
    assert found["entry"][0]["resource"] == anyone.get("/fhir/Questionnaire/gad-7").json
    assert "entry" not in anyone.get("/fhir/Questionnaire?url=http://other.example/q").json
    assert anyone.get("/fhir/Questionnaire/phq-9").status_code == 404
    assert anyone.post("/fhir/Questionnaire/_search", data={"version": "1"}).json["entry"]


@pytest.mark.parametrize(
    ("accept", "form", "status"),
    [
        ("", "", 200),
        ("*/*", "", 200),
        ("application/fhir+json;q=0.9, text/html", "", 200),
        ("application/json; fhirVersion=4.0", "", 200),
        ("application/fhir+json; fhirVersion=3.0", "", 406),
        ("application/fhir+xml", "", 406),
        ("text/html, application/fhir+json;q=0", "", 406),
        ("application/fhir+xml", "json", 200),
        ("", "application/fhir+json", 200),
        ("", "application/fhir%2Bjson", 200),
        ("", "xml", 406),
        ("application/fhir+json", "text/turtle", 406),
    ],
)
def test_it_speaks_json_only(program, accept, form, status):
    path = f"/fhir/metadata?_format={form}" if form else "/fhir/metadata"
    answer = program.get(path, headers={"Accept": accept})
    assert answer.status_code == status
    assert answer.content_type == "application/fhir+json; charset=utf-8"


def test_who_looked_at_what_is_on_record(program, session, cast):
    program.get(f"/fhir/Patient/{cast.ana}")
    program.get(f"/fhir/Observation?patient={cast.ana}")
    program.get("/fhir/Observation")
    asked = select(AuditEvent).where(AuditEvent.actor_id == program.id).order_by(AuditEvent.seq)
    found = [(row.name, row.subject_id, row.details) for row in session.exec(asked)][-3:]
    assert found == [
        ("fhir.read", cast.ana, {"kind": "Patient", "count": 1}),
        ("fhir.searched", cast.ana, {"kind": "Observation", "count": 4}),
        ("fhir.searched", None, {"kind": "Observation", "count": 5}),
    ]
