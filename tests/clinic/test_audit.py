"""The audit trail as staff read it: by person, patient and event, checked and taken away."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import update

from pwa.care import audit
from pwa.care.audit import Actor, Head
from pwa.care.audit.link import from_json
from pwa.store.tables import AuditEvent, Staff

PATH = "/clinic/audit"


def test_it_says_who_saw_whom_with_names_that_are_looked_up(nora, cast):
    nora.page(f"/clinic/patients/{cast.ana}")
    page = nora.page(PATH)
    assert "Nora North Patient viewed Ana Alder page: patient" in page
    assert "Sign in succeeded" in page


def test_it_shows_what_was_asked_for(nora, session, cast):
    nora.page(f"/clinic/patients/{cast.ana}")
    audit.record(session, Actor("cli", None, cast.oak), "patient.added", "p1")
    session.commit()
    assert rows(nora.found(PATH, patient="ana")) == ["Patient viewed"]
    assert rows(nora.found(PATH, patient="p1")) == ["Patient added"]
    assert rows(nora.found(PATH, who="cli")) == ["Patient added"]
    assert rows(nora.found(PATH, what="sign-in.succeeded", who=cast.nora)) == ["Sign in succeeded"]
    assert "Nothing fits" in nora.found(PATH, patient="nobody")


def test_it_is_a_press_away_from_a_patient(nora, cast):
    address = f"{PATH}?patient={cast.ana}"
    assert address in nora.get(f"/clinic/patients/{cast.ana}").text
    assert "Patient viewed Ana Alder" in nora.page(address)


def rows(page: str) -> list[str]:
    table = page.partition("Details Line")[2].partition("Check it, and take it away")[0]
    names = ("Patient viewed", "Patient added", "Sign in succeeded", "Sign in attempted")
    return [name for name in names for _ in range(table.count(name))]


def test_it_pages_from_the_newest(nora, session, cast):
    for number in range(120):
        actor = Actor("system", None, cast.oak)
        audit.record(session, actor, "thresholds.published", None, number=1000 + number)
    session.commit()
    first = nora.get(PATH)
    assert "number: 1119" in first.text
    assert "number: 1019" not in first.text
    assert "number: 1019" in nora.get(_next(first)).text


def _next(response) -> str:
    return PATH + "?before=" + response.text.partition("before=")[2].partition('"')[0]


def test_it_checks_every_line(nora, session, cast):
    assert "lines hold" in nora.page(PATH, check="")
    second = (AuditEvent.clinic_id == cast.oak, AuditEvent.seq == 2)
    session.execute(update(AuditEvent).where(*second).values(actor_id="somebody"))
    session.commit()
    assert "Line 2 was changed." in nora.page(PATH, check="")


def test_the_file_can_be_checked_by_anybody(nora, session, cast):
    nora.page(f"/clinic/patients/{cast.ana}")
    response = nora.get(f"{PATH}/file?format=ndjson")
    links = [from_json(json.loads(line)) for line in response.text.splitlines()]
    head = audit.head(session, cast.oak)
    assert isinstance(head, Head)
    assert audit.follow(links) == head
    assert links[-1].name == "audit.exported"
    links[1].details = {"page": "another"}
    assert audit.follow(links).seq == 2


def test_the_table_has_a_line_for_each(nora, session, cast):
    text = nora.get(f"{PATH}/file?format=csv").text
    assert text.splitlines()[0] == "seq,at,name,actor,actor_id,subject_id,details,hash,time zone"
    assert len(text.splitlines()) == audit.head(session, cast.oak).seq + 1


def test_it_asks_again_who_takes_it_away(nora, clock):
    clock.shift(timedelta(minutes=6))
    assert nora.get(f"{PATH}/file?format=csv").status_code == 403
    assert nora.get(f"{PATH}/file?format=pdf").status_code in (403, 404)


@pytest.fixture
def auditor(nora, session, cast):
    session.get_one(Staff, (cast.oak, cast.nora)).role = "auditor"
    session.commit()
    return nora


def test_an_auditor_sees_ids_and_no_names(nora, auditor, cast):
    nora.get(f"/clinic/patients/{cast.ana}")
    page = auditor.found(PATH, patient=cast.ana)
    assert "Nothing fits" in page  # what was refused was not seen
    assert "Ana Alder" not in auditor.found(PATH, patient="Ana")


def test_it_shows_no_other_clinics_trail(nora, omar, cast):
    omar.page(f"/clinic/patients/{cast.ben}")
    assert "Omar" not in nora.page(PATH)
    assert cast.ben not in nora.get(f"{PATH}/file?format=ndjson").text
