"""What a plan says besides its days: for a report, and after a treatment noted on the phone."""

from datetime import date, timedelta

import pytest

from pwa.decision import Policy, Timeline, Voice, compile_plan
from pwa.decision.lookup import entry_at
from pwa.decision.reports import REPORTS
from pwa.decision.words import ENGLISH

TODAY = date(2026, 4, 20)
BOOSTER = (TODAY - timedelta(50), "booster", False)
WELL = [(TODAY - timedelta(before), [1, 1, 1, 0, 0, 0, 0]) for before in (35, 28, 7)]


def plan_of(check_ins):
    timeline = Timeline.from_events(16, [BOOSTER], check_ins)
    return compile_plan(timeline, Policy(), TODAY, Voice())


@pytest.fixture(scope="module")
def plan():
    return plan_of(WELL)


@pytest.mark.parametrize("kind", ["urine-blood", "urine-pain"])
def test_a_report_is_told_of_by_its_name_and_has_no_phase(plan, kind):
    entry = plan["advice"][plan["reports"][kind]]
    assert entry["message"][0] == f"You told us about {REPORTS[kind].thing}."
    assert (entry["phase"], entry["headline"]) == (None, "side-effect")


def test_after_a_treatment_it_thanks_and_has_no_phase(plan):
    entry = plan["advice"][plan["treated"]]
    assert (entry["phase"], entry["headline"], entry["urgency"]) == (None, None, "none")
    assert entry["title"] == ENGLISH.titles["treated"]
    assert entry["message"] == list(ENGLISH.lines["treated"])


def test_every_entry_has_the_same_fields(plan):
    assert len({tuple(sorted(entry)) for entry in plan["advice"]}) == 1


def test_a_full_check_in_of_today_outlives_an_unfinished_one(plan):
    assert entry_at(plan, TODAY, floor=18)["headline"] == "sharp-rise"
    answered = plan_of([*WELL, (TODAY, [1, 1, 1, 0, 0, 0, 0])])
    for floor in (0, 18):
        assert entry_at(answered, TODAY, floor=floor) == entry_at(answered, TODAY)
    tomorrow = TODAY + timedelta(1)
    assert entry_at(answered, tomorrow, floor=18)["headline"] == "sharp-rise"
    assert entry_at(answered, tomorrow)["message"] == entry_at(plan, TODAY)["message"]


def test_what_lies_after_today_is_not_looked_at(plan):
    assert plan_of([*WELL, (TODAY + timedelta(1), [3] * 7)]) == plan
