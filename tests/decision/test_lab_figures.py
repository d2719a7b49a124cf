"""The lab's figures, worked out by hand on tiny histories; and that slices add up to the whole."""

import json
from random import Random

import pytest

from pwa.decision import Policy, Timeline, parse_case
from pwa.decision.lab import Comparison, Figures, Followed, compare, compared, too_little
from pwa.decision.lab.asking import replayed
from pwa.decision.lab.counted import median_of, monday_of, week_of
from pwa.decision.lab.figures import ANY
from pwa.decision.lab.outcome import Episode, episodes, has_settled, leads, returns
from tests.decision.histories import random_cases
from tests.decision.lab import START, told, weekly

POLICY = Policy()
SENSITIVE = Policy.from_values({"return_readings": 1})
QUIET = Policy.from_values({"return_cutoff": 10, "return_rise": 6, "fast_return_cutoff": 15})
WEEK = week_of(START)


def figures(patient: Followed, policy: Policy = POLICY) -> Figures:
    return compare(patient, policy, policy).draft


def found(patient: Followed, policy: Policy = POLICY) -> list[Episode]:
    return episodes(patient, replayed(patient, policy).flags)


def test_it_counts_check_ins_people_and_requests_by_rule_and_week():
    made = figures(told(weekly(4, 4, 9, 10, 11)))
    assert made.flags == {(WEEK + 5, "symptoms-back"): 1, (WEEK + 6, "symptoms-back"): 1}
    assert made.people == {
        (WEEK + week, rule): 1 for week in (5, 6) for rule in ("symptoms-back", ANY)
    }
    assert made.requests == {(WEEK + 5, "symptoms-back"): 1}
    assert (made.patients, made.flagged, made.check_ins, made.asked) == (1, 1, 5, 1)


def test_two_flags_of_one_week_are_one_person():
    made = figures(told({14: 4, 21: 16, 23: 17}))
    assert made.flags.total() == 2
    assert made.people[WEEK + 3, ANY] == 1
    assert made.people_a_week == 1 / made.weeks
    assert made.flags_a_week == 2 / made.weeks


def test_it_counts_patient_weeks_from_the_first_day_on_record():
    made = figures(told(weekly(4, 4, 9, 10), until=69))
    assert made.days == 70
    assert made.patient_weeks == 10
    assert made.per_100_patient_weeks == 10 * made.asked == 10  # one request, still open


def test_what_a_week_brings_is_told_of_the_newest_twelve():
    rising = weekly(*[4] * 14, 9, 10, 11)
    made = figures(told(rising))
    assert (made.weeks, made.asked, made.flags.total()) == (17, 1, 2)
    assert made.requests_a_week == 1 / 12
    assert made.flags_a_week == made.people_a_week == 2 / 12
    later = figures(told(rising | weekly(*[4] * 12, since=14 + 7 * 17)))
    assert (later.asked, later.requests_a_week) == (1, 0)
    assert figures(told(weekly(4, 4, 9, 10))).requests_a_week == 1 / 4


def test_it_gives_the_share_of_returns_that_a_flag_came_before():
    made = compared([told(weekly(4, 9, 10, 11), [40]), told(weekly(4, 9), [23])], POLICY, POLICY)
    assert made.draft.seen_before == 50
    assert Figures().seen_before is None


def test_a_week_begins_on_monday():
    assert week_of(START) == week_of(START + 6) == week_of(START + 7) - 1
    assert monday_of(week_of(START + 6)) == START


@pytest.mark.parametrize(
    ("totals", "boosters", "until", "outcome"),
    [
        (weekly(4, 9, 10, 6), [], 80, "false-alarm"),
        (weekly(4, 9, 10, 7), [], 80, "lasting"),
        (weekly(4, 9, 10, 10, 10, 10, 6), [], 80, "false-alarm"),  # 28 days later
        (weekly(4, 9, 10, 10, 10, 10, 7, 6), [], 80, "lasting"),  # 35
        (weekly(4, 9, 10), [40], 80, "treated"),
        (weekly(4, 9, 10), [56], 80, "treated"),  # 28 days later
        (weekly(4, 9, 10), [57], 80, "lasting"),
        (weekly(4, 9, 10, 6), [50], 80, "treated"),
        (weekly(4, 9, 10, 6), [], 55, "undecided"),
        (weekly(4, 9, 10, 6), [], 56, "false-alarm"),
    ],
)
def test_what_became_of_a_flag(totals, boosters, until, outcome):
    [episode] = found(told(totals, boosters, until))
    assert episode.first == START + 28
    assert episode.outcome == outcome


def test_back_down_ends_an_episode_and_the_next_flag_begins_another():
    made = found(told(weekly(4, 9, 10, 6, 9, 10), until=90))
    assert [one.first - START for one in made] == [28, 49]


def test_a_treatment_ends_one_and_a_flag_on_its_day_begins_none():
    assert found(told(weekly(4, 9, 10), [28])) == []
    assert [one.treated - START for one in found(told(weekly(4, 9, 10, 11), [36]))] == [36]


def test_a_flag_that_tells_of_no_return_begins_none():
    patient = told(weekly(10, 10, 10, 10))
    assert {flag.rule for flag in replayed(patient, POLICY).flags} == {"staying-high"}
    assert found(patient) == []


@pytest.mark.parametrize(
    ("totals", "more", "days"),
    [
        (weekly(4, 9, 10), {"boosters": [30]}, [30]),
        (weekly(4, 9, 10), {"planned": [30]}, []),  # it would have come anyway
        (weekly(4, 5, 7), {"boosters": [30]}, []),  # below 8
        (weekly(5, 6, 8), {"boosters": [30]}, []),  # a rise of 3
        (weekly(4, 6, 8), {"boosters": [30]}, [30]),
        (weekly(4, 9, 10), {"boosters": [63]}, [63]),  # 35 days old
        (weekly(4, 9, 10), {"boosters": [64]}, []),
        (weekly(4, 9, 10), {"boosters": [30, 37]}, [30]),  # one course
        (weekly(4, 9, 10), {"boosters": [28]}, [28]),  # by the check-in of the week before
        ({}, {"boosters": [30]}, []),
    ],
)
def test_which_boosters_answered_returned_symptoms(totals, more, days):
    assert [day - START for day in returns(told(totals, **more))] == days


def lead(patient: Followed, policy: Policy = POLICY) -> dict[int, int | None]:
    days = leads(found(patient, policy), returns(patient))
    return {day - START: before for day, before in days.items()}


def test_the_days_from_a_flag_to_its_booster():
    patient = told(weekly(4, 9, 10, 11), [40])
    assert lead(patient) == {40: 12}
    assert lead(patient, SENSITIVE) == {40: 19}
    assert lead(patient, QUIET) == {40: None}  # its level was 6.5 by then


def test_a_booster_that_no_flag_came_before_is_a_miss():
    assert lead(told(weekly(4, 9), [23])) == {23: None}
    assert figures(told(weekly(4, 9), [23])).misses == 1


def test_a_flag_that_was_back_down_announced_nothing():
    assert lead(told(weekly(4, 9, 10, 6, 9), [43])) == {43: None}


def test_a_flag_on_the_day_of_the_booster_came_too_late():
    assert lead(told(weekly(4, 9, 10), [28])) == {28: None}


def test_it_compares_two_policies():
    patients = [told(weekly(4, 9, 10, 11), [40]), told(weekly(4, 9), [23])]
    made = compared(patients, POLICY, SENSITIVE)
    assert made.shifts == {7: 1}
    assert (made.gained, made.lost) == (1, 0)
    assert (made.current.misses, made.draft.misses) == (1, 0)
    assert (made.current.leads, made.draft.leads) == ({12: 1}, {19: 1, 2: 1})
    back = compared(patients, SENSITIVE, POLICY)
    assert (back.shifts, back.gained, back.lost) == ({-7: 1}, 0, 1)


def test_it_counts_whose_advice_would_change_today():
    raised = told(weekly(4, 4, 9))
    assert compare(raised, POLICY, SENSITIVE).changed == 1
    assert compare(raised, POLICY, POLICY).changed == 0
    assert compare(told(weekly(4, 4, 4)), POLICY, SENSITIVE).changed == 0


def test_a_median_is_of_what_was_counted():
    assert median_of({3: 2, 9: 1}) == 3
    assert median_of({3: 1, 8: 1}) == 5.5
    assert median_of({}) is None


def patients(count: int, seed: int) -> list[Followed]:
    cases = map(parse_case, random_cases(count, seed))
    return [Followed.to(case.timeline, case.today.toordinal()) for case in cases]


def test_slices_add_up_to_the_whole_in_any_order():
    everybody = patients(120, seed=8)
    whole = compared(everybody, POLICY, SENSITIVE)
    assert whole.current.flags != whole.draft.flags
    rng = Random(3)
    for _ in range(5):
        rng.shuffle(everybody)
        cut = rng.randrange(len(everybody))
        first, second = everybody[:cut], everybody[cut:]
        one = compared(first, POLICY, SENSITIVE)
        two = compared(second, POLICY, SENSITIVE)
        assert one + two == two + one == whole
        assert one + Comparison() == one


def test_figures_survive_as_json():
    whole = compared(patients(60, seed=9), POLICY, QUIET)
    assert Comparison.from_json(json.loads(json.dumps(whole.as_json()))) == whole


def test_it_says_what_is_missing_for_figures_to_mean_something():
    one = figures(told(weekly(*[4] * 12)))
    assert too_little(one) == [
        "1 of 20 patients with a full check-in two weeks or more after a treatment"
    ]
    many = Figures()
    for _ in range(20):
        many.add(one)
    assert too_little(many) == []
    assert len(too_little(Figures())) == 2


def test_who_has_settled():
    assert has_settled(told({14: 4}))
    assert not has_settled(told({13: 4}))
    assert not has_settled(told({14: None}))
    assert not has_settled(told({14: 4}, [7]))


def test_without_any_data_every_figure_is_nothing():
    nothing = figures(Followed.to(Timeline(), START))
    assert (nothing.weeks, nothing.asked, nothing.median_lead) == (0, 0, None)
    assert nothing.requests_a_week == Figures().per_100_patient_weeks == 0
