"""The reason for a call, in a sentence with the numbers, for every rule that can ask for one."""

from datetime import date

import pytest

from pwa.care.case.reasons import LINES, NUMBERS
from pwa.clinic.reasons import reasons
from pwa.decision import Policy, Timeline, advise
from pwa.decision.rules import ORDER
from tests.clinic.story import TODAY, ago, answers_of

INDUCTION = [(ago(42 + gap), "induction", True) for gap in (17, 14, 10, 7, 3, 0)]
CALM = [(ago(60), 16), (ago(28), 4), (ago(21), 4), (ago(14), 4)]


def why(rule: str, check_ins=(), values=None, treatments=INDUCTION, reports=(), **more) -> str:
    timeline = Timeline.from_events(
        treatments=treatments,
        check_ins=[
            (on, answers_of(total) if isinstance(total, int) else total) for on, total in check_ins
        ],
        reports=[(TODAY, kind) for kind in reports],
        **more,
    )
    advice = advise(timeline, Policy.from_values(values or {}), TODAY)
    assert rule in advice.fired
    return " ".join(reasons(advice, rule, TODAY))


def test_it_says_how_scores_went_up_and_the_line():
    assert why("symptoms-back", [*CALM, (ago(7), 9), (TODAY, 10)]) == (
        "27 Apr: total 10, settled level 4, 2 raised in a row. "
        "Your line: 8 or more, and 4 above that level."
    )


def test_it_says_a_rise_and_a_severe_score():
    said = why("sharp-rise", [*CALM, (TODAY, 16)])
    assert said.startswith("27 Apr: total 16, up from 4. Your line: a rise of 6 or more, to 10")
    assert "Also: severe score, scores have gone up again." in said
    assert "total 16. Your line: 15 or more." in why("severe-score", [*CALM, (TODAY, 16)])


def test_it_makes_up_no_total_where_there_is_none():
    said = why("severe-score", [*CALM, (TODAY, [3, 3, 3, 3, 3, 3, None])])
    assert said.startswith("27 Apr: not finished, and the answers given already reach it.")
    assert "None" not in said


def test_it_counts_the_days_to_a_visit():
    assert why("visit-due", [*CALM, (TODAY, 4)], {"visit_interval_days": 28}) == (
        "27 Apr: 42 days since the last treatment. Your line: a visit every 28 days."
    )


def test_it_says_that_a_patient_is_silent():
    assert "Your line: 21 days." in why("missed-check-ins", [(ago(60), 16), (ago(28), 4)])


def test_it_counts_treatments():
    boosters = [(ago(days), "booster", False) for days in (1, 6, 11, 16, 21)]
    assert "5 unplanned treatments in 28 days. Your line: at most 4." in why(
        "too-frequent", CALM, treatments=[*INDUCTION, *boosters]
    )


def test_it_names_what_was_reported():
    said = why("side-effect", CALM, reports=["urine-pain", "pregnancy", "unsafe"])
    assert said.startswith("27 Apr: reported being pregnant and pain when you pee.")
    assert "Also: feels unsafe, not heard from." in said


def test_it_has_a_sentence_for_every_rule_that_asks():
    asking = set(ORDER) - {"unfinished"}
    reported = {"help-now", "emergency-symptom", "side-effect", "craving"}
    assert set(NUMBERS) == set(LINES) == asking - reported


@pytest.mark.parametrize("on", [date(2026, 4, 1), date(2026, 12, 31)])
def test_it_begins_with_its_day(on):
    advice = advise(
        Timeline.from_events(check_ins=[(on, answers_of(16))]), Policy.from_values({}), on
    )
    assert reasons(advice, "severe-score", on)[0] == f"{on.day} {on:%b}: total 16."
