"""One's own data: complete, readable, and safe to open in a spreadsheet."""

import csv
import io
import json

from pwa.care import appointment, own_data, pairing, programme
from pwa.store.db import enter
from tests.care.conftest import BLANK, TODAY, ago
from tests.items import SEVERE, WELL


def data_of(life):
    data = own_data.of(life.s, life.patient, life.clinic)
    life.s.commit()
    return data


def table(data):
    text = own_data.as_csv(data)
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_it_has_everything_that_the_patient_gave_and_was_told(ana):
    ana.is_treated(ago(20))
    ana.checks_in(ago(9), BLANK)
    ana.checks_in(ago(2), SEVERE, reports=["urine-pain"])
    ana.is_called(ago(1))
    appointment.book(ana.s, ana.patient, ago(-5), None)
    pairing.redeem(ana.s, pairing.make_invite(ana.s, ana.patient, "test").code, "iPhone")
    data = json.loads(json.dumps(data_of(ana)))
    assert data["patient"]["name"] == "Ana Alder"
    assert [row["score"] for row in data["check_ins"]] == [None, 16]
    assert data["check_ins"][0]["answers"] == BLANK
    assert data["reports"] == [
        {"on": str(ago(2)), "kind": "urine-pain", "words": "Pain when you pee"}
    ]
    assert [row["on"] for row in data["treatments"]] == [str(ago(20))]
    assert [row["on"] for row in data["appointments"]] == [str(ago(-5))]
    assert [row["outcome"] for row in data["contacts"]] == ["reached"]
    assert "side-effect" in [row["headline"] for row in data["advice"]]
    assert [row["label"] for row in data["phones"]] == ["iPhone"]


def test_reports_are_in_the_patients_words(ana):
    ana.checks_in(ago(2), reports=["urine-pain"])
    ana.patient.language = "es"
    (report,) = data_of(ana)["reports"]
    assert (report["kind"], report["words"]) == ("urine-pain", "Dolor al orinar")


def test_it_says_where_the_patient_stands(ana):
    programme.pause(ana.s, ana.patient, ago(-10), TODAY)
    assert data_of(ana)["patient"]["programme"]["until"] == str(ago(-10))


def test_it_has_no_notes_of_staff_and_no_keys(ana):
    ana.is_called(ago(1)).note = "A private note"
    pairing.redeem(ana.s, pairing.make_invite(ana.s, ana.patient, "test").code)
    text = json.dumps(data_of(ana))
    assert "private note" not in text
    assert "hash" not in text


def test_the_table_has_a_line_for_each_event_in_the_order_of_days(ana):
    ana.is_treated(ago(20))
    ana.checks_in(ago(9), BLANK)
    ana.checks_in(ago(30), WELL, reports=["craving"])
    lines = table(data_of(ana))
    assert [(line["day"], line["what"]) for line in lines] == [
        (str(ago(30)), "check-in"),
        (str(ago(30)), "report"),
        (str(ago(20)), "treatment"),
        (str(ago(9)), "check-in"),
    ]
    assert (lines[0]["score"], lines[3]["score"], lines[3]["q1"]) == ("3", "", "")


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(ana):
    data = data_of(ana) | {
        "reports": [
            {"on": "2026-04-01", "words": f"{sign}SUM(1)", "kind": "x"} for sign in "=+-@\t"
        ]
    }
    assert [line["detail"] for line in table(data)] == [f"'{sign}SUM(1)" for sign in "=+-@\t"]


def test_it_has_nothing_of_anybody_else(ana, session, cast):
    ana.checks_in(ago(2))
    enter(session, cast.elm)
    ben = session.get_one(type(ana.patient), (cast.elm, cast.ben))
    clinic = session.get_one(type(ana.clinic), cast.elm)
    data = own_data.of(session, ben, clinic)
    assert data["check_ins"] == data["advice"] == []
