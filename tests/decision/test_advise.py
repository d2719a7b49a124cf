"""Days at the edge of a rule, one by one; the golden cases hold the rest."""

from datetime import date, timedelta

import pytest

from pwa.decision import Policy, Timeline, advise, parse_case
from pwa.decision.advice import rank as rank_of
from pwa.decision.reports import REPORTS
from pwa.decision.since_treatment import MANY_DAYS
from pwa.decision.situation import has_responded
from pwa.decision.timeline import Report, between
from pwa.decision.walk import Walk
from tests.decision.histories import random_cases

LAST = date(2026, 3, 1)


def on(since):
    return LAST + timedelta(since)


def sheet(total):
    return [min(3, max(0, total - 3 * n)) for n in range(7)]


def ask(today, scores=(), *, policy=None, treatments=((0, "booster", False),), **events):
    """`today`, scores and treatments in days since LAST."""
    timeline = Timeline.from_events(
        treatments=[(on(day), kind, planned) for day, kind, planned in treatments],
        check_ins=[(on(day), sheet(total)) for day, total in scores],
        **events,
    )
    return advise(timeline, Policy.from_values(policy or {}), on(today))


WELL = ((14, 3), (21, 3))


def test_the_same_history_gives_the_same_advice():
    for case in random_cases(100, seed=1):
        today, policy, timeline = parse_case(case)
        assert advise(timeline, policy, today) == advise(timeline, policy, today)


def test_what_lies_after_today_is_not_looked_at():
    late = ask(30, (*WELL, (30, 9), (37, 20)), contacts=[on(38)])
    assert late == ask(30, (*WELL, (30, 9)))


@pytest.mark.parametrize(("gap", "confirmed"), [(4, False), (5, True), (35, True), (36, False)])
def test_a_second_raised_score_counts_from_5_to_35_days_after_the_first(gap, confirmed):
    advice = ask(30 + gap, (*WELL, (30, 9), (30 + gap, 9)))
    assert (advice.headline == "symptoms-back") is confirmed
    assert (advice.action == "check-again") is not confirmed


def test_a_retake_does_not_move_the_first_raised_score():
    assert ask(36, (*WELL, (30, 9), (33, 9), (36, 9))).headline == "symptoms-back"


def test_a_score_between_that_is_not_raised_ends_an_unconfirmed_run():
    assert ask(40, (*WELL, (30, 9), (35, 7), (40, 9))).action == "check-again"


@pytest.mark.parametrize(("total", "still_on"), [(7, True), (6, False)])
def test_a_confirmed_run_stays_on_until_the_score_clears(total, still_on):
    advice = ask(44, (*WELL, (30, 9), (37, 9), (44, total)))
    assert (advice.headline == "symptoms-back") is still_on


@pytest.mark.parametrize(("since", "held"), [(6, True), (7, False)])
def test_scores_carry_over_for_seven_days(since, held):
    advice = ask(since, ((-10, 3), (since, 9)))
    assert (advice.held == {"symptoms-back": "carry-over"}) is held


@pytest.mark.parametrize(("before", "sharp"), [(35, True), (36, False)])
def test_a_sharp_rise_counts_from_a_score_at_most_35_days_old(before, sharp):
    advice = ask(60, ((60 - before, 4), (60, 10)))
    assert ("sharp-rise" in advice.fired) is sharp


@pytest.mark.parametrize(("since", "held"), [(6, True), (7, False)])
def test_a_contact_quiets_a_severe_score_for_seven_days(since, held):
    advice = ask(60 + since, ((60, 15), (60 + since, 15)), contacts=[on(60)])
    assert ("severe-score" in advice.held) is held


@pytest.mark.parametrize(("since", "named"), [(13, True), (14, False)])
def test_a_contact_is_named_as_long_as_it_quiets_anything(since, named):
    contact = ask(60 + since, contacts=[on(60)]).facts["contact"]
    assert contact == (on(60).toordinal() if named else None)


def test_the_latest_contact_counts_and_a_score_of_its_own_day_is_known_to_it():
    severe = ask(60, ((50, 4), (60, 16)), contacts=[on(48), on(60)])
    assert severe.facts["contact"] == on(60).toordinal()
    assert set(severe.held.values()) == {"after-contact"}


@pytest.mark.parametrize(("age", "held"), [(6, True), (7, False)])
def test_what_is_not_soon_is_quiet_for_its_own_days(age, held):
    policy = {"visit_interval_days": 28, "contact_quiet_days": 7, "soon_quiet_days": 14}
    advice = ask(21, WELL, policy=policy, contacts=[on(21 - age)])
    assert ("visit-due" in advice.held) is held


@pytest.mark.parametrize(("rise", "held"), [(3, True), (4, False)])
def test_a_rise_since_the_contact_breaks_the_quiet(rise, held):
    advice = ask(62, ((60, 15), (62, 15 + rise)), contacts=[on(60)])
    assert ("severe-score" in advice.held) is held


@pytest.mark.parametrize(("age", "told"), [(7, True), (8, False)])
def test_a_report_counts_for_seven_days_after_its_own(age, told):
    assert (ask(40, reports=[(on(40 - age), "unsafe")]).action == "crisis-help") is told


@pytest.mark.parametrize(("first", "counts"), [(33, False), (32, True)])
def test_scores_stay_high_over_at_least_fourteen_days(first, counts):
    advice = ask(46, ((first, 10), (46, 10)))
    assert ("staying-high" in advice.fired) is counts


@pytest.mark.parametrize(("sessions", "fires"), [(4, False), (5, True)])
def test_more_than_four_unplanned_boosters_in_four_weeks_are_too_many(sessions, fires):
    treatments = [(-n, "booster", False) for n in range(sessions)]
    assert ("too-frequent" in ask(0, treatments=treatments).fired) is fires


@pytest.mark.parametrize("kind", [("induction", False), ("booster", True)])
def test_inductions_and_planned_boosters_are_not_counted(kind):
    assert "too-frequent" not in ask(0, treatments=[(-n, *kind) for n in range(9)]).fired


@pytest.mark.parametrize(
    ("days", "urgency"), [(10, None), (11, "none"), (20, "none"), (21, "routine")]
)
def test_silence_becomes_a_reminder_and_then_a_call(days, urgency):
    advice = ask(20 + days, ((20, 4),))
    expected = () if urgency is None else ("missed-check-ins",)
    assert advice.fired == expected
    assert advice.urgency == (urgency or "none")


def test_a_visit_comes_due_only_if_the_clinic_set_an_interval():
    assert ask(24, (*WELL, (24, 3))).fired == ()
    policy = {"visit_interval_days": 28}
    assert ask(20, (WELL[0], (20, 3)), policy=policy).fired == ()
    assert ask(21, WELL, policy=policy).fired == ("visit-due",)
    booked = ask(21, WELL, policy=policy, appointments=[on(21)])
    assert booked.held == {"visit-due": "appointment-booked"}
    reported = ask(21, WELL, policy=policy, reports=[(on(20), "craving")])
    assert reported.held == {"visit-due": "other-concern-first"}


def test_the_benefit_shrinks_when_three_returns_come_ever_sooner():
    scores, treatments, day = [], [], 0
    for lasted in (60, 40, 25):
        treatments.append((day, "booster", False))
        scores += [(day + 14, 3), (day + lasted, 9), (day + lasted + 7, 9)]
        day += lasted + 8
    advice = ask(day - 1, scores, treatments=treatments)
    assert advice.fired == ("shrinking-benefit", "symptoms-back")
    assert not advice.may_mention_booster
    assert ask(day - 1, scores, treatments=treatments[:1] + treatments[2:]).fired == (
        "symptoms-back",
    )


def test_on_the_day_of_the_first_treatment_a_severe_score_is_the_baseline():
    advice = ask(0, ((0, 16),), treatments=((0, "induction", True),))
    assert advice.held == {"severe-score": "already-severe-before-treatment"}


@pytest.mark.parametrize(
    ("baseline", "score", "held"), [(16, 19, True), (16, 20, False), (14, 15, False)]
)
def test_in_an_induction_a_severe_score_is_no_news_beside_a_severe_baseline(baseline, score, held):
    advice = ask(2, ((2, score),), treatments=((0, "induction", True),), baseline=baseline)
    assert ("severe-score" in advice.held) is held
    assert (advice.headline == "severe-score") is not held


def test_the_clinics_own_baseline_stands_in_for_that_day():
    advice = ask(0, ((0, 16),), treatments=((0, "induction", True),), baseline=10)
    assert (advice.headline, advice.held) == ("severe-score", {})


@pytest.mark.parametrize("report", ["unsafe", "fainting", "urine-pain", "craving"])
def test_a_report_counts_between_the_sessions_of_an_induction_too(report):
    advice = ask(1, treatments=((0, "induction", True),), reports=[(on(1), report)])
    assert (advice.phase, advice.headline) == ("induction", REPORTS[report].rule)


def test_the_days_since_a_treatment_are_counted_while_it_carries_over():
    counted = [ask(since).facts["days_since_treatment"] for since in (0, 1, 2, 6)]
    assert counted == [0, 1, MANY_DAYS, MANY_DAYS]
    session = ask(0, treatments=((0, "induction", True),))
    assert session.facts["days_since_treatment"] == MANY_DAYS


@pytest.mark.parametrize(
    ("since", "reports", "rank"),
    [
        (30, ["unsafe"], 0),
        (30, ["craving"], 103),
        (41, [], 212),
        (40, [], 312),  # missed check-ins, as a reminder
        (21, [], 314),
    ],
)
def test_the_lower_rank_is_shown_by_urgency_and_then_by_the_table(since, reports, rank):
    advice = ask(since, (*WELL[:1], (20, 4)), reports=[(on(since), kind) for kind in reports])
    assert rank_of(advice) == rank


def test_a_report_of_tomorrow_is_not_among_those_up_to_today():
    days = [Report(day, "craving") for day in (1, 2, 4, 5)]
    assert between(days, 2, 4) == days[1:3]
    assert between(days, 2, 3) == days[1:2]


@pytest.mark.parametrize(
    ("kind", "apart", "sessions"),
    [("induction", 14, 2), ("induction", 15, 1), ("booster", 10, 2), ("booster", 11, 1)],
)
def test_treatments_of_one_kind_close_together_are_one_course(kind, apart, sessions):
    timeline = Timeline.from_events(
        treatments=[(on(0), kind, True), (on(apart), kind, True)],
    )
    walk = Walk(timeline, Policy())
    walk.to(on(apart).toordinal())
    assert walk.courses[-1].sessions == sessions


FALLING = ((-300, "booster", False), (-200, "booster", False), (0, "booster", False))
RETURNED = ((-286, 3), (-279, 3), (-250, 9), (-243, 9), (-186, 3), (-179, 3), (-170, 9), (-163, 9))


@pytest.mark.parametrize(("today", "own"), [(65, 30), (66, None)])
def test_the_time_to_return_is_that_of_the_run_that_goes_on(today, own):
    scores = (*RETURNED, *WELL, (30, 9), (today, 9))
    facts = ask(today, scores, treatments=FALLING).facts
    assert facts["earlier_returns"] == (50, 30)
    assert facts["own_return"] == own


def test_without_a_raised_score_no_reading_counts():
    assert ask(30, (*WELL, (30, 3))).facts["readings"] == 0


def test_the_score_before_treatment_is_told():
    assert ask(30, WELL, baseline=15).facts["baseline"] == 15


@pytest.mark.parametrize(
    ("before", "baseline"),
    [
        (((-28, 12),), 12),
        (((-29, 12),), None),
        (((-60, 12), (-28, 9)), 9),
        (((-20, 12), (-3, 9)), 9),
    ],
)
def test_without_the_clinics_it_is_the_last_one_of_the_weeks_before(before, baseline):
    assert ask(30, (*before, *WELL)).facts["baseline"] == baseline


@pytest.mark.parametrize(
    ("level", "baseline", "is_one"),
    [(None, 15, False), (7, None, True), (7.5, None, False), (7, 11, True), (7, 10, False)],
)
def test_a_settled_level_of_7_is_a_response_if_it_is_a_clear_drop(level, baseline, is_one):
    assert has_responded(level, baseline, Policy()) is is_one
