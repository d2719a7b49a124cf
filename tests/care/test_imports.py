"""Lists that a clinic brings: each fault is named, nothing is half imported or doubled."""

from datetime import timedelta

import pytest
from sqlmodel import select

from pwa.care import imports, request
from pwa.care.imports import lists
from pwa.errors import Conflict, Invalid
from pwa.store.tables import CheckIn, ImportDraft, Patient
from tests.care.conftest import ago

PEOPLE = (
    "name,phone,reference,baseline\nFay Fir,+1 555 010 0155,A-17,16\nGus Gum,+1 555 010 0166,,\n"
)
HEADING = "name,phone,date,q1,q2,q3,q4,q5,q6,q7,total\n"
ANA = "Ana Alder,+1 555 010 0111"


def scores(*rows: str) -> str:
    return HEADING + "".join(f"{ANA},{row}\n" for row in rows)


@pytest.fixture
def give(ana, cast):
    """Give a list and look at it."""

    def give(text: str, kind: str = "patients"):
        row = imports.keep(ana.s, ana.clinic, cast.nora, kind, "list.csv", text)
        found = imports.look(ana.s, ana.clinic, row)
        ana.s.commit()
        return row, found

    return give


@pytest.fixture
def take(ana, give):
    def take(text: str, kind: str = "patients") -> int:
        row, _ = give(text, kind)
        taken = imports.take(ana.s, ana.clinic, row.id)
        ana.s.commit()
        return len(taken)

    return take


def named(ana) -> list[str]:
    found = [one.name for one in ana.s.exec(select(Patient)) if one.clinic_id == ana.clinic.id]
    ana.s.commit()
    return sorted(found)


def faults(found) -> list[tuple[int, str]]:
    return [(line.number, fault.field) for line in found.faulty for fault in line.faults]


def test_looking_at_a_list_stores_nobody(ana, give):
    _, found = give(PEOPLE)
    assert (len(found.new), found.known, found.faulty) == (2, [], [])
    assert named(ana) == ["Ana Alder"]


def test_patients_are_taken_in(ana, take):
    assert take(PEOPLE) == 2
    assert named(ana) == ["Ana Alder", "Fay Fir", "Gus Gum"]
    [fay] = [one for one in ana.s.exec(select(Patient)) if one.name == "Fay Fir"]
    assert (fay.phone, fay.reference, fay.baseline, fay.language) == (
        "+1 555 010 0155",
        "A-17",
        16,
        "en",
    )


def test_the_same_file_a_second_time_adds_nobody(ana, take, give):
    take(PEOPLE)
    row, found = give(PEOPLE)
    assert (found.new, len(found.known)) == ([], 2)
    assert lists.before(ana.s, row) is not None
    assert take(PEOPLE) == 0
    assert len(named(ana)) == 3


def test_a_list_is_taken_once(ana, give):
    row, _ = give(PEOPLE)
    imports.take(ana.s, ana.clinic, row.id)
    ana.s.commit()
    with pytest.raises(Conflict):
        imports.take(ana.s, ana.clinic, row.id)
    assert row.body == ""


def test_a_patient_is_known_by_reference_else_by_name_and_phone(take, give):
    take(PEOPLE)
    for text in (
        "reference,name,phone\nA-17,Fay Fir,+1 000\n",
        "name,phone\nfay  FIR,+1 (555) 010-0155\n",
    ):
        _, found = give(text)
        assert (found.new, len(found.known), found.faulty) == ([], 1, [])


def test_each_fault_names_its_row_and_column(ana, give, take):
    take(PEOPLE)
    text = (
        "name,phone,email,language,timezone,baseline,reference\n"
        "Una,+1 1,,,,,U-1\n"
        ",+1 2,,,,,\n"
        "Vic,,,,,,\n"
        "Wes,ring me,nowhere,xx,Mars/Olympus,22,\n"
        "Xia,+1 5,,,,,U-1\n"
        "Somebody else,+1 6,,,,,A-17\n"
    )
    _, found = give(text)
    assert faults(found) == [
        (3, "name"),
        (4, "phone"),
        *((5, name) for name in ("phone", "email", "language", "timezone", "baseline")),
        (6, "name"),
        (7, "reference"),
    ]
    with pytest.raises(Conflict, match="Nothing was imported"):
        take(text)
    ana.s.rollback()
    assert named(ana) == ["Ana Alder", "Fay Fir", "Gus Gum"]


def test_scores_are_taken_in_with_their_answers(ana, take):
    assert (
        take(scores("2026-03-02,3,3,2,2,2,2,2,16", "2026-03-09,1,1,1,0,1,0,0,"), "check-ins") == 2
    )
    first, second = ana.check_ins()
    assert (first.answers, first.on.isoformat()) == ([3, 3, 2, 2, 2, 2, 2], "2026-03-02")
    assert second.seq == first.seq + 1
    assert first.taken_at.isoformat() == "2026-03-02T17:00:00+00:00"


def test_a_score_that_cannot_be_is_named(give):
    rows = {
        "2026-03-02,3,3,2,2,2,2,,": "q7",
        "2026-03-03,3,3,2,2,2,2,4,": "q7",
        "2026-03-04,3,3,2,2,2,2,2,15": "total",
        "02/03/2026,3,3,2,2,2,2,2,": "date",
        "2026-04-28,3,3,2,2,2,2,2,": "date",
    }
    _, found = give(scores(*rows), "check-ins")
    assert faults(found) == list(enumerate(rows.values(), start=2))


def test_a_score_of_nobody_is_named(give):
    _, found = give(HEADING + "Nobody,+1 9,2026-03-02,0,0,0,0,0,0,0,\n", "check-ins")
    assert faults(found) == [(2, "name")]


def test_totals_alone_are_refused(give):
    for column in ("total", "Score", "GAD-7 total"):
        with pytest.raises(Invalid, match="All seven answers are needed"):
            give(f"reference,date,{column}\nA-17,2026-03-02,16\n", "check-ins")


def test_scores_a_second_time_add_nothing(ana, take, give):
    text = scores("2026-03-02,3,3,2,2,2,2,2,16")
    take(text, "check-ins")
    assert take(text, "check-ins") == 0
    assert take(scores(*["2026-03-03,0,0,0,0,0,0,0,"] * 2), "check-ins") == 1
    assert len(ana.check_ins()) == 2
    _, found = give(scores("2026-03-02,0,0,0,0,0,0,0,"), "check-ins")
    assert faults(found) == [(2, "date")]


def test_only_a_score_of_these_days_may_ask_for_a_call(ana, take):
    take(scores(f"{ago(11)},3,3,3,3,3,3,3,"), "check-ins")
    assert request.open_of(ana.s, ana.patient) is None
    ana.s.commit()
    take(scores(f"{ago(10)},3,3,3,3,3,3,3,"), "check-ins")
    assert ana.asked() == ("severe-score", "soon", ago(10))


def test_what_nobody_took_in_is_gone_after_a_day(ana, give, clock):
    row, _ = give(PEOPLE)
    clock.shift(timedelta(days=1, seconds=1))
    with pytest.raises(Conflict):
        imports.take(ana.s, ana.clinic, row.id)
    ana.s.rollback()
    give(PEOPLE)
    assert len(ana.s.exec(select(ImportDraft)).all()) == 1


def test_the_samples_are_what_is_asked_for(give, take, ana):
    assert take(imports.sample("patients")) == 2
    assert take(imports.sample("check-ins"), "check-ins") == 2
    assert len(ana.s.exec(select(CheckIn)).all()) == 2
