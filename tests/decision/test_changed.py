"""What changed a plan, in one line."""

from datetime import date, timedelta

from pwa.decision import Policy, Timeline, Voice, compile_plan
from pwa.decision.changed import by_contact, by_limits, by_treatment, say
from pwa.decision.words import ENGLISH

TODAY = date(2026, 4, 27)
WELL, WORSE = [1, 1, 1, 1, 0, 0, 0], [2, 2, 1, 1, 1, 1, 1]


def plan(limits=None, check_ins=(28, 21, 14, 7), contacts=()):
    timeline = Timeline.from_events(
        16,
        [(TODAY - timedelta(60), "booster", False)],
        [(TODAY - timedelta(day), WELL) for day in check_ins],
        contacts=[TODAY - timedelta(day) for day in contacts],
    )
    return compile_plan(timeline, Policy.from_values(limits or {}), TODAY, Voice())


def said(change):
    return say(change, ENGLISH) if change else None


def test_a_treatment_starts_the_clock_again():
    change = by_treatment("2026-03-03", "2026-05-04")
    assert said(change) == "The clock starts again: treatment on Monday 4 May."
    assert said(by_treatment(None, "2026-05-04")) == said(change)


def test_a_treatment_that_was_corrected_is_on_record():
    change = by_treatment("2026-05-04", "2026-05-01")
    assert said(change) == "Your last treatment is on record for Friday 1 May."


def test_the_same_treatment_or_none_is_no_change():
    assert by_treatment("2026-05-04", "2026-05-04") is None
    assert by_treatment("2026-05-04", None) is None
    assert by_treatment(None, None) is None


def test_a_limit_says_from_which_score_a_call_is_asked_for():
    lower = by_limits(plan({"return_readings": 1}), plan({"severe_cutoff": 13}), ENGLISH)
    assert lower["what"] == "limit"
    words = "Your clinic changed a limit: a call is asked for at {new} instead of {old}."
    assert said(lower) == words.format_map(lower)
    assert (lower["old"], lower["new"]) == (8, 10)


def test_limits_that_leave_that_score_alone_are_named_in_general():
    change = by_limits(plan(), plan({"return_cutoff": 9, "return_rise": 4}), ENGLISH)
    assert said(change) == "Your clinic changed its limits."


def test_where_no_score_asks_for_a_call_today_there_is_none_to_name():
    quiet = plan(check_ins=(), contacts=(5,))
    asking = plan({"soon_quiet_days": 3}, check_ins=(), contacts=(5,))
    assert by_limits(quiet, asking, ENGLISH) == {"what": "limits"}
    assert by_limits(asking, quiet, ENGLISH) == {"what": "limits"}


def test_limits_that_change_nothing_for_this_patient_are_not_told():
    assert by_limits(plan(), plan({"frequent_sessions_max": 5}), ENGLISH) is None


def test_a_contact_is_named_with_its_day():
    assert said(by_contact(None, "2026-04-27")) == "You contacted your clinic on Monday 27 April."
    assert by_contact("2026-04-27", "2026-04-27") is None
    assert by_contact("2026-04-27", None) is None
