"""Requests and what became of them, and the budget."""

from datetime import timedelta

import pytest
from sqlmodel import select

from pwa.store.tables import Clinic, Request
from tests.cast import PASSWORD
from tests.clinic.story import ago
from tests.conftest import NOW


def row(page: str, rule: str) -> str:
    return page.partition("First call after")[2].partition(rule)[2]


def test_it_teaches_when_there_was_none(nora):
    assert "No request was opened in these weeks." in nora.page("/clinic/cases")


def test_it_tells_what_each_rule_led_to(nora, ana, cast, look, clock):
    ana.returned(ago(1))
    clock.shift(timedelta(hours=2))
    nora.sign_in("nora@oak.example", PASSWORD)
    nora.done(f"/clinic/patients/{cast.ana}/contact", **{f"{cast.ana}-outcome": "no-answer"})
    asked = look(select(Request))
    page = nora.page("/clinic/cases", weeks="4")
    assert len([r for r in asked if r.rule == "symptoms-back"]) == 1
    # Asked, called, booked, treated, ended by a check-in, by staff, open, not in time.
    assert row(page, "Scores have gone up again").startswith(" 1 1 0 0 0 0 1 0 25 hours")


def test_it_tells_with_which_reason_staff_closed_them(nora, ana, look):
    ana.returned(ago(1))
    [case] = look(select(Request.id).where(Request.closed_at.is_(None)))
    nora.done(f"/clinic/cases/{case}/close", **{"close-reason": "known-cause"})
    page = nora.page("/clinic/cases").partition("Closed without a call")[2]
    assert "A passing cause explains it Staff judged otherwise than the rule 1" in page


def test_it_names_nobody(nora, ana):
    ana.returned(ago(1))
    assert "Ana" not in nora.page("/clinic/cases")


@pytest.mark.parametrize("typed", ["0", "many", "-3", "1.5"])
def test_it_refuses_a_budget_that_is_none(nora, typed):
    page = nora.refused("/clinic/cases", requests_a_week=typed)
    assert "Must be a whole number from 1 to 10000, or empty" in page


def test_it_warns_when_the_thresholds_exceed_the_budget(nora, ana, session, cast, look):
    ana.returned(ago(1))
    nora.done("/clinic/cases", requests_a_week="1")
    assert "More requests than your staff can take" not in nora.page("/clinic/thresholds")
    request = look(select(Request))[0]
    for _ in range(9):
        more = request.model_dump(exclude={"id"}) | {"closed_at": request.opened_at}
        session.add(Request(**more | {"opened_at": NOW}))
    session.commit()
    for path in ("/clinic/thresholds", "/clinic/cases"):
        assert "More requests than your staff can take" in nora.page(path)
    assert look(select(Clinic.requests_a_week).where(Clinic.id == cast.oak)) == [1]
