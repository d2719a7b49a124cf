"""What a policy would have asked: in one pass, as asking on each day anew would have it."""

from datetime import date
from random import Random

import pytest

from pwa.decision import Policy, Timeline, advise, parse_case
from pwa.decision.lab import Followed, replayed
from pwa.decision.rules import WITHOUT_CHECK_IN, Urgency
from tests.decision.histories import golden_inputs, random_cases
from tests.decision.lab import START, told, weekly
from tests.decision.test_replay import known_by

POLICY = Policy()


def asked(patient: Followed, **values: int) -> list[tuple[int, str]]:
    """Requests by day and rule."""
    made = replayed(patient, Policy.from_values(values)).requests
    return [(one.on - START, one.rule) for one in made]


def flagged(patient: Followed, **values: int) -> list[tuple[int, str]]:
    made = replayed(patient, Policy.from_values(values)).flags
    return [(one.on - START, one.rule) for one in made]


def test_it_flags_each_check_in_that_asks_and_opens_one_request():
    patient = told(weekly(4, 4, 9, 10, 11))
    assert flagged(patient) == [(35, "symptoms-back"), (42, "symptoms-back")]
    assert asked(patient) == [(35, "symptoms-back")]
    assert replayed(patient, POLICY).standing.rule == "symptoms-back"


def test_a_policy_that_asks_for_one_reading_flags_a_week_before():
    patient = told(weekly(4, 4, 9, 10, 11))
    assert flagged(patient, return_readings=1)[0] == (28, "symptoms-back")


def test_a_later_full_check_in_closes_a_request_and_the_next_rise_opens_another():
    patient = told(weekly(4, 9, 10, 4, 9, 10))
    assert asked(patient) == [(28, "symptoms-back"), (49, "symptoms-back")]


def test_an_unfinished_check_in_closes_nothing():
    totals = weekly(4, 9, 10) | {35: None} | weekly(10, since=42)
    assert asked(told(totals)) == [(28, "symptoms-back")]


def test_a_contact_answers_and_begins_the_quiet():
    patient = told(weekly(4, 9, 10, 10, 10), contacts=[30])
    assert asked(patient) == [(28, "symptoms-back")]
    assert asked(patient, contact_quiet_days=3) == [(28, "symptoms-back"), (35, "symptoms-back")]


def test_a_treatment_answers():
    assert replayed(told(weekly(4, 9, 10), [30]), POLICY).standing is None


def test_a_check_in_on_the_day_of_a_treatment_opens_no_request():
    patient = told(weekly(4, 9, 10), [28])
    assert asked(patient) == []
    assert replayed(told(weekly(4, 16), [21]), POLICY).flags


def test_a_long_silence_asks_by_itself():
    patient = told(weekly(4, 4), until=60)
    assert asked(patient) == [(42, "missed-check-ins")]
    assert asked(patient, missed_contact_days=14) == [(35, "missed-check-ins")]
    assert asked(patient._replace(silent_until=START + 41)) == []


def test_a_planned_visit_that_comes_near_asks_by_itself():
    patient = told(weekly(4, 4, 4), until=29)
    assert asked(patient, visit_interval_days=28, visit_notice_days=3) == [(25, "visit-due")]


def test_the_last_word_is_kept_for_a_week():
    raised = told(weekly(4, 9), until=27)
    assert replayed(raised, POLICY).last[1].action == "check-again"
    assert replayed(raised._replace(until=START + 28), POLICY).last is None


def naive(patient: Followed, policy: Policy) -> tuple[list, list, str | None]:
    """The same by asking `advise` on each and every day."""
    timeline, endings = patient.timeline, patient.endings()
    check_ins = {one.on: one for one in timeline.check_ins}
    flags, requests, standing = [], [], None
    for day in range(patient.first, patient.until + 1):
        made = advise(known_by(timeline, day), policy, date.fromordinal(day))
        check_in = check_ins.get(day)
        rule = made.headline
        if check_in is None and (rule not in WITHOUT_CHECK_IN or day > patient.silent_until):
            rule = None
        asks = rule is not None and made.urgency != "none"
        if asks and check_in:
            flags.append((day, rule))
        if day in endings:
            standing = None
        elif asks:
            level = Urgency[made.urgency.upper()]
            if standing is None:
                requests.append((day, rule))
            if standing is None or level > standing[0]:
                standing = (level, rule)
        elif check_in and check_in.total is not None:
            standing = None
    return flags, requests, standing and standing[1]


@pytest.mark.parametrize("paused", [False, True])
def test_it_equals_asking_on_every_day(paused):
    rng = Random(5)
    cases = [*golden_inputs()[::12], *random_cases(30, seed=21 + paused)]
    for case in cases:
        today, policy, timeline = parse_case(case)
        if not (timeline.check_ins or timeline.treatments):
            continue
        until = today.toordinal()
        silent = until - rng.randrange(40) if paused else until
        patient = Followed(timeline, until, silent)
        made = replayed(patient, policy)
        flags, requests, standing = naive(patient, policy)
        assert [(one.on, one.rule) for one in made.flags] == flags
        assert [(one.on, one.rule) for one in made.requests] == requests, case
        assert (made.standing and made.standing.rule) == standing


def test_nobody_on_record_asks_nothing():
    assert replayed(Followed.to(Timeline(), START), POLICY) == ([], [], None, None)
