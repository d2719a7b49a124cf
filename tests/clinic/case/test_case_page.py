"""A case on its own page: where it stands, what was done, and what can be done."""

from datetime import timedelta

import pytest
from sqlmodel import select

from pwa.care import enrol
from pwa.store.tables import CaseEvent, Contact, Request
from tests.cast import PASSWORD
from tests.clinic.nurse import Nurse
from tests.clinic.story import TODAY, ago


@pytest.fixture
def case(ana, look) -> str:
    ana.returned(ago(1))
    return look(select(Request.id).where(Request.closed_at.is_(None)))[0]


@pytest.fixture
def lena(app, session, cast, clock) -> Nurse:
    enrol.add_staff(session, cast.oak, "lena@oak.example", "Lena Lime", PASSWORD)
    session.commit()
    nurse = Nurse(app.test_client())
    nurse.sign_in("lena@oak.example", PASSWORD)
    return nurse


def test_it_says_where_it_stands(nora, case):
    page = nora.page(f"/clinic/cases/{case}")
    assert "Stage Open: nobody has tried yet" in page
    assert "Act by Sun 3 May 2026" in page
    assert "On it Nobody" in page


def test_it_tells_each_step_in_order(nora, case, cast, clock):
    nora.done(f"/clinic/patients/{cast.ana}/take", **{"from": "case"})
    clock.shift(60)
    nora.done(f"/clinic/cases/{case}/note", **{"note-note": "Ask for her sister"})
    clock.shift(60)
    fields = {f"{cast.ana}-outcome": "no-answer", f"{cast.ana}-note": "Rings out"}
    nora.done(f"/clinic/patients/{cast.ana}/contact", **fields)
    steps = nora.page(f"/clinic/cases/{case}").partition("What was done")[2]
    order = ["Opened: Scores have gone up again", "Taken on", "Note “Ask for her sister”"]
    order.append("Called: No answer “Rings out” Nora North")
    places = [steps.index(step) for step in order]
    assert places == sorted(places)


def test_a_note_for_who_takes_over_is_on_the_list(nora, lena, case):
    nora.done(f"/clinic/cases/{case}/note", **{"note-note": "Works nights: call after 14:00"})
    assert "“Works nights: call after 14:00”" in lena.page("/clinic/")


def test_it_keeps_others_away_and_can_be_taken_over(nora, lena, case, cast):
    nora.done(f"/clinic/patients/{cast.ana}/take")
    page = lena.page("/clinic/")
    assert "Nora North is on it" in page
    fields = {f"{cast.ana}-outcome": "reached", f"{cast.ana}-note": "We spoke"}
    refused = lena.refused(f"/clinic/patients/{cast.ana}/contact", **fields)
    assert "Nora North has been on it since 11:00" in refused
    assert "We spoke" in refused
    lena.done(f"/clinic/patients/{cast.ana}/take", **{"from": "case", "over": "1"})
    assert "The request is closed" in lena.done(f"/clinic/patients/{cast.ana}/contact", **fields)


def test_taking_it_on_can_be_taken_back(nora, case, cast, look):
    assert "You are on it" in nora.done(f"/clinic/patients/{cast.ana}/take")
    [made] = look(select(CaseEvent))
    page = nora.done(f"/clinic/acts/{made.id}/undo")
    assert "Taken back for 1 patient." in page
    assert "I’m on it" in page


def test_who_was_quicker_is_told_and_a_second_call_can_still_be_noted(
    nora, lena, case, cast, clock, look
):
    seen = {f"{cast.ana}-seen": "2026-04-27T15:00:00+00:00"}
    fields = {f"{cast.ana}-outcome": "reached", f"{cast.ana}-note": "Is well"}
    clock.shift(60)
    nora.done(f"/clinic/patients/{cast.ana}/contact", **fields)
    clock.shift(60)
    page = lena.refused(f"/clinic/patients/{cast.ana}/contact", **fields, **seen)
    assert "Nora North noted that they had spoken at 11:01" in page
    seen = {f"{cast.ana}-seen": "2026-04-27T15:02:00+00:00"}
    lena.done(f"/clinic/patients/{cast.ana}/contact", **fields, **seen)
    assert len(look(select(Contact))) == 2


def test_it_is_put_off_and_comes_back(nora, case, clock):
    fields = {"snooze-reason": "call-agreed", "snooze-until": "2026-04-29"}
    page = nora.done(f"/clinic/cases/{case}/snooze", **fields)
    assert "Put off: A time for a call is agreed, until Wed 29 Apr 2026" in page
    there = nora.page("/clinic/")
    assert "Nobody is waiting for a call." in there
    assert "until Wed 29 Apr 2026" in there
    assert "back on the list" in nora.done(f"/clinic/cases/{case}/wake")
    assert "Scores have gone up again." in nora.page("/clinic/")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Choose why it can wait."),
        ({"snooze-reason": "call-agreed"}, "Enter a date."),
        ({"snooze-reason": "call-agreed", "snooze-until": "soon"}, "Enter a real date"),
        ({"snooze-reason": "call-agreed", "snooze-until": "2026-06-30"}, "not after 2026-05-10"),
    ],
)
def test_it_says_what_is_wrong_with_putting_it_off(nora, case, fields, words):
    assert words in nora.refused(f"/clinic/cases/{case}/snooze", **fields)


def test_it_is_closed_with_a_reason_and_opened_again(nora, case, look):
    fields = {"close-reason": "known-cause", "close-note": "A move"}
    page = nora.done(f"/clinic/cases/{case}/close", **fields)
    assert "A passing cause explains it “A move”" in page
    assert "Nobody is waiting for a call." in nora.page("/clinic/")
    nora.done(f"/clinic/cases/{case}/reopen")
    assert "Scores have gone up again." in nora.page("/clinic/")


def test_an_emergency_is_not_closed_without_a_word(nora, ana, look):
    ana.checked_in(TODAY, 3, reports=["unsafe"])
    [case] = look(select(Request.id).where(Request.closed_at.is_(None)))
    assert "can’t be put off" in nora.page(f"/clinic/cases/{case}")
    page = nora.refused(f"/clinic/cases/{case}/close", **{"close-reason": "declined"})
    assert "This is urgent: say what was done for the patient" in page


def test_it_shows_the_scores_after(nora, ana, case, cast, clock):
    fields = {f"{cast.ana}-outcome": "reached", f"{cast.ana}-note": ""}
    nora.done(f"/clinic/patients/{cast.ana}/contact", **fields)
    clock.shift(timedelta(days=8))
    ana.checked_in(TODAY + timedelta(days=7), 5)
    nora.sign_in("nora@oak.example", PASSWORD)
    page = nora.page(f"/clinic/cases/{case}").partition("Scores after")[2]
    assert "Mon 4 May 2026 5 (mild)" in page


def test_it_is_not_found_by_another_clinic(omar, case):
    assert omar.get(f"/clinic/cases/{case}").status_code == 404
