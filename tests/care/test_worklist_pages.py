"""The call list in pages: the same order throughout, nobody twice, nobody left out."""

from datetime import timedelta

import pytest

from pwa.care import clock, enrol, plan, policy, worklist
from pwa.care.worklist import calls, candidate
from tests.care.conftest import TODAY, Life, ago
from tests.items import SEVERE


@pytest.fixture
def five(ana, session, cast, monkeypatch) -> list[Life]:
    """Five who are to be called, and pages of two."""
    monkeypatch.setattr(calls, "PAGE", 2)
    names = ("Bea Birch", "Cem Cedar", "Dan Dogwood", "Eli Elder")
    lives = [ana]
    for name in names:
        lives.append(Life(session, cast.oak, enrol.add_patient(session, cast.oak, name).id))
        session.commit()
    for place, life in enumerate(lives):
        life.checks_in(ago(place), SEVERE, reports=["unsafe"] if place == 3 else [])
    return lives


def walk(life, today=TODAY) -> list[list[str]]:
    """The names on each page."""
    pages, after = [], None
    while True:
        page = worklist.page(life.s, life.clinic, today, after)
        pages.append([row.patient.name for row in page.rows])
        after = page.after
        if after is None:
            life.s.commit()
            return pages


def test_each_stands_on_one_page_in_order(five):
    assert walk(five[0]) == [
        ["Dan Dogwood", "Eli Elder"],
        ["Cem Cedar", "Bea Birch"],
        ["Ana Alder"],
    ]


def test_who_is_answered_meanwhile_takes_nobody_along(five):
    first = worklist.page(five[0].s, five[0].clinic, TODAY)
    five[0].s.commit()
    five[4].is_called()
    second = worklist.page(five[0].s, five[0].clinic, TODAY, first.after)
    assert [row.patient.name for row in second.rows] == ["Cem Cedar", "Bea Birch"]


@pytest.mark.parametrize("after", ["nonsense", "1.2.3", "a.b.c.d", ""])
def test_a_key_that_is_none_begins_at_the_beginning(five, after):
    page = worklist.page(five[0].s, five[0].clinic, TODAY, after)
    assert page.rows[0].patient.name == "Dan Dogwood"


def test_everyone_is_known_to_be_on_the_list(five):
    page = worklist.page(five[0].s, five[0].clinic, TODAY)
    assert page.everyone == {life.patient.id for life in five}


def test_what_is_overdue_comes_before_the_rest_and_urgent_before_all(five):
    request = five[0].requests()[0]
    request.due_at = clock.now() - timedelta(hours=1)
    five[0].s.commit()
    assert walk(five[0])[0] == ["Dan Dogwood", "Ana Alder"]


def test_it_says_when_it_is_not_complete(ana, session, cast, monkeypatch):
    ana.is_treated(ago(25))
    assert worklist.page(ana.s, ana.clinic, TODAY).is_complete
    ana.s.commit()
    monkeypatch.setattr(calls, "JUDGED_NOW", 0)
    page = worklist.page(ana.s, ana.clinic, TODAY)
    assert (page.rows, page.is_complete) == ([], False)


def test_whose_old_plan_asked_is_judged_first(ana, session, cast):
    bea = Life(session, cast.oak, enrol.add_patient(session, cast.oak, "Bea Birch").id)
    bea.is_treated(ago(25))
    plan.current(bea.s, bea.patient, TODAY)
    policy.publish(session, cast.oak, {"return_cutoff": 9}, None, "Test", cast.nora)
    session.commit()
    (first,) = candidate.out_of_date(session, bea.clinic, TODAY, 1)
    assert first.name == "Bea Birch"
