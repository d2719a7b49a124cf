"""What a phone is told."""

from datetime import date, timedelta

import pytest

from pwa.care import overview
from tests.care.conftest import BLANK, TODAY, ago
from tests.items import SEVERE, WELL


def told(life):
    said = overview.of(life.s, life.patient, life.clinic)
    life.s.commit()
    return said


def test_it_names_patient_and_clinic_with_help(ana):
    said = told(ana)
    assert said["patient"] == {"id": ana.patient.id, "name": "Ana Alder", "language": "en"}
    assert said["clinic"]["name"] == "Oak Clinic"
    assert (said["clinic"]["emergency"], said["clinic"]["lines"][0]["number"]) == ("911", "988")
    assert (said["today"], said["timezone"]) == ("2026-04-27", "America/New_York")


def test_it_has_the_newest_check_ins_first_and_no_total_for_a_blank(ana):
    ana.checks_in(ago(9), WELL)
    ana.checks_in(ago(1), BLANK)
    found = [(row["on"], row["total"]) for row in told(ana)["check_ins"]]
    assert found == [(ago(1).isoformat(), None), (ago(9).isoformat(), 3)]


def test_it_has_400_of_them(ana, monkeypatch):
    assert overview.NEWEST == 400
    monkeypatch.setattr(overview, "NEWEST", 2)
    for day in (3, 2, 1):
        ana.checks_in(ago(day))
    assert [row["on"] for row in told(ana)["check_ins"]] == [ago(1).isoformat(), ago(2).isoformat()]


def test_it_has_the_treatments_that_count(ana):
    ana.is_treated(ago(30), "induction")
    ana.is_treated(ago(5))
    said = told(ana)
    assert said["treatments"] == [
        {"on": ago(30).isoformat(), "kind": "induction"},
        {"on": ago(5).isoformat(), "kind": "booster"},
    ]
    assert said["last_treatment"] == ago(5).isoformat()


def test_it_has_the_open_request_with_its_words(ana):
    ana.checks_in(ago(3), SEVERE)
    asked = told(ana)["request"]
    assert asked["since"] == ago(3).isoformat()
    assert (asked["urgency"], asked["headline"]) == ("soon", "severe-score")
    assert asked["title"] == "Call your clinic in the next day or two"
    assert asked["message"]


def test_it_has_no_request_after_a_contact(ana):
    ana.checks_in(ago(3), SEVERE)
    ana.is_called(ago(1))
    said = told(ana)
    assert (said["request"], said["last_contact"]) == (None, ago(1).isoformat())


@pytest.mark.parametrize(("days", "expected"), [(3, ago(-4)), (7, TODAY), (20, TODAY)])
def test_the_next_check_in_is_a_week_after_the_last_full_one(ana, days, expected):
    ana.checks_in(ago(days))
    ana.checks_in(TODAY, BLANK)
    assert told(ana)["next_check_in"] == expected.isoformat()


def test_the_first_check_in_is_today(ana):
    assert told(ana)["next_check_in"] == TODAY.isoformat()


FIRST = date(2026, 1, 1)


def after(*days):
    return [FIRST + timedelta(days=day) for day in days]


@pytest.mark.parametrize(
    ("check_ins", "treatments", "today", "due"),
    [
        ([], [], 0, True),
        ([0], [], 7, False),
        ([0, 7, 14, 21], [], 27, False),
        ([0, 7, 14, 21], [], 28, True),
        ([0, 28], [], 35, False),
        ([0], [3], 7, True),
        ([0, 7], [3], 14, False),
        ([0], [0], 7, True),
        ([0, 7], [0], 14, False),
        ([0], [9], 7, False),
    ],
)
def test_side_effects_are_asked_after_a_treatment_and_every_28_days(
    check_ins, treatments, today, due
):
    (now,) = after(today)
    assert overview.asks_side_effects(after(*check_ins), after(*treatments), now) is due
