import json

import pytest
from sqlmodel import select

from pwa.care import quarantine, worklist
from pwa.store.db import enter
from pwa.store.tables import Clinic, Quarantine, Report
from tests.care.conftest import TODAY, ago
from tests.items import SEVERE, WELL

INVALID = {
    "no JSON": b"answers=1",
    "no object": b"[1, 2]",
    "not a number": b'{"answers": [NaN]}',
    "not text": b"\xff\xfe{}",
    "too deep": b"[" * 100_000,
}
WRONG = {
    "another questionnaire": {"questionnaire": "gad-7/en/0"},
    "an older version of the app": {"questionnaire": None},
    "six answers": {"answers": WELL[:6]},
    "an answer of 4": {"answers": [4, *WELL[1:]]},
    "true for 1": {"answers": [True, *WELL[1:]]},
    "no answers": {"answers": None},
    "no day": {"on": None},
    "a day that does not exist": {"on": "2026-02-30"},
    "no patient": {"patient": None},
}
NOTED = {
    "an unknown part": ({"mood": 3}, "mood"),
    "an unknown report": ({"reports": ["urine-pain", "hiccups"]}, "report"),
    "reports that are no list": ({"reports": "unsafe"}, "reports"),
    "an odd time": ({"at": "noon"}, "time"),
    "an odd zone": ({"offset_minutes": 5000}, "zone"),
    "an odd difficulty": ({"difficulty": 9}, "difficulty"),
    "an odd last treatment": ({"last_treatment": {"answer": "perhaps"}}, "last treatment"),
    "an odd date of it": ({"last_treatment": {"answer": "no", "on": "May"}}, "last treatment"),
}


@pytest.mark.parametrize("body", INVALID.values(), ids=INVALID)
def test_it_keeps_what_cannot_be_read(ana, body):
    receipt = ana.sends(body)
    assert receipt.outcome == "invalid"
    assert receipt.faults
    (kept,) = ana.rows(Quarantine)
    assert kept.body == body.decode("utf-8", "backslashreplace")
    assert kept.digest == receipt.digest
    assert ana.check_ins() == []


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_it_keeps_what_is_no_check_in(ana, change):
    item = ana.item(TODAY, SEVERE) | change
    assert ana.sends(item).outcome == "invalid"
    (kept,) = ana.rows(Quarantine)
    assert json.loads(kept.body) == item
    assert ana.check_ins() == []


@pytest.mark.parametrize(("change", "named"), NOTED.values(), ids=NOTED)
def test_it_takes_the_answers_and_keeps_the_rest_for_staff(ana, change, named):
    assert ana.checks_in(TODAY, SEVERE, **change).outcome == "new"
    assert [row.answers for row in ana.check_ins()] == [SEVERE]
    (note,) = ana.kept()
    assert note.startswith("note: ")
    assert named in note


def test_it_keeps_an_invalid_one_once(ana):
    for _ in range(3):
        assert ana.sends(b"odd", "0c5f0a31-6c53-4f38-9a3e-0f5f0c3f9b11").outcome == "invalid"
    assert len(ana.kept()) == 1


def test_it_heeds_a_report_whose_answers_cannot_be_read(ana):
    ana.checks_in(ago(1), None, reports=["unsafe"])
    assert ana.asked() == ("help-now", "urgent", ago(1))
    assert [(row.kind, row.check_in_id) for row in ana.rows(Report)] == [("unsafe", None)]


def test_it_heeds_such_a_report_once(ana):
    item, item_id = (
        ana.item(TODAY, None, reports=["unsafe"]),
        "0c5f0a31-6c53-4f38-9a3e-0f5f0c3f9b11",
    )
    ana.sends(item, item_id)
    ana.is_called()
    ana.sends(item, item_id)
    assert ana.asked() is None
    assert len(ana.rows(Report)) == 1


def test_staff_see_what_waits_with_its_patient(ana, session):
    ana.sends(b"odd")
    (found,) = worklist.quarantined(session, ana.clinic, 9)
    assert found[0].body == "odd"
    assert found[1].name == "Ana Alder"


def test_staff_see_no_more_of_what_they_have_judged(ana, session, cast):
    ana.sends(b"odd")
    entry = session.exec(select(Quarantine)).one()
    quarantine.resolve(session, entry, cast.nora, "A test of ours")
    assert worklist.quarantined(session, ana.clinic, 9) == []
    assert entry.body == "odd"


def test_staff_see_no_more_of_what_arrived_in_good_order_since(ana, session, monkeypatch):
    item, item_id = ana.item(TODAY), "0c5f0a31-6c53-4f38-9a3e-0f5f0c3f9b11"
    with monkeypatch.context() as older:
        older.setattr("pwa.care.item.IDS", ("gad-7/1",))
        assert ana.sends(item, item_id).outcome == "invalid"
    assert ana.sends(item, item_id).outcome == "new"
    assert worklist.quarantined(session, ana.clinic, 9) == []


def test_another_clinic_sees_none_of_it(ana, session, cast):
    ana.sends(b"odd")
    enter(session, cast.elm)
    assert worklist.quarantined(session, session.get_one(Clinic, cast.elm), 9) == []
