"""When the next check-in is. Days are counted from the last treatment, which is day 0."""

import pytest

from pwa.decision import Policy, advise, parse_case
from pwa.decision.cycles import Lasted, cycles_of, lasted
from pwa.decision.rhythm import PARAMETERS, Due, Rhythm, as_planned, due
from pwa.errors import Invalid
from tests.decision.histories import golden_inputs, random_cases

FORTNIGHTLY = Policy(check_in_interval_days=14)
WINDOW = Lasted(30, 41, 36, 3, 0)
RHYTHM = Rhythm()


def next_after(last, treated_on=0, window=None, rhythm=RHYTHM, policy=FORTNIGHTLY):
    return due(last, treated_on, window, rhythm, policy)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (0, Due(7, "early")),
        (21, Due(28, "early")),
        (27, Due(34, "early")),
        (28, Due(42, "later")),
        (60, Due(74, "later")),
    ],
)
def test_every_7_days_for_28_then_as_the_thresholds_say(last, expected):
    assert next_after(last) == expected


def test_without_a_treatment_the_thresholds_say():
    assert next_after(3, treated_on=None) == Due(17, "later")


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (-1, Due(7, "early")),
        (-10, Due(7, "early")),  # the reminder would come on day 8
        (-11, Due(6, "early")),
        (-17, Due(0, "early")),
    ],
)
def test_the_clock_starts_again_at_a_treatment_within_the_days_of_grace(last, expected):
    assert next_after(last) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (15, Due(22, "early")),
        (20, Due(27, "early")),
        (28, Due(35, "window")),
        (29, Due(36, "window")),
        (35, Due(42, "window")),
        (40, Due(47, "window")),
        (41, Due(55, "later")),
    ],
)
def test_check_ins_come_closer_together_where_the_effect_has_worn_off_before(last, expected):
    assert next_after(last, window=WINDOW) == expected


def test_the_window_is_not_stepped_over():
    late = Lasted(50, 60, 55, 3, 0)
    assert next_after(40, window=late) == Due(50, "window")
    assert next_after(30, window=late) == Due(44, "later")


def test_a_window_may_begin_before_the_first_rhythms_check_in():
    soon, often = Lasted(5, 20, 9, 3, 0), Rhythm(window_every_days=5)
    assert next_after(0, window=soon, rhythm=often) == Due(5, "window")


def test_it_asks_on_the_day_before_a_silence_is_too_long():
    impatient = Policy(check_in_interval_days=14, missed_contact_days=14)
    assert next_after(3, treated_on=None, policy=impatient) == Due(16, "later")
    assert next_after(-10, policy=impatient) == Due(3, "early")


def test_days_are_counted_from_the_treatment():
    assert next_after(110, treated_on=100) == Due(117, "early")
    assert next_after(128, treated_on=100) == Due(142, "later")


def test_no_step_is_longer_than_the_thresholds_allow():
    slow = Rhythm(early_days=28, early_every_days=28, window_every_days=28)
    for last in range(-30, 90):
        for window in (None, WINDOW):
            assert next_after(last, window=window, rhythm=slow).on <= max(last + 17, 0)


def test_it_never_asks_after_the_rules_have_found_the_check_in_missed():
    cases = [*golden_inputs(), *random_cases(400, seed=7)]
    asked = 0
    for case in map(parse_case, cases):
        today = case.today.toordinal()
        full = [c.on for c in case.timeline.check_ins if c.total is not None and c.on < today]
        if (
            not full
            or "missed-check-ins" not in advise(case.timeline, case.policy, case.today).fired
        ):
            continue
        treated = [t.on for t in case.timeline.treatments if t.on <= today]
        window = lasted(cycles_of(case.timeline, case.policy, today))
        asked += 1
        assert due(full[-1], treated[-1], window, RHYTHM, case.policy).on < today
    assert asked > 20


@pytest.mark.parametrize(
    ("name", "value", "range_"),
    [
        ("early_days", 13, "from 14 to 84"),
        ("early_days", 85, "from 14 to 84"),
        ("early_every_days", 4, "from 5 to 28"),
        ("early_every_days", 15, "at most 14"),
        ("window_every_days", 4, "from 5 to 28"),
        ("window_every_days", "7", "from 5 to 28"),
        ("window_every_days", True, "from 5 to 28"),
    ],
)
def test_a_value_out_of_its_range_is_refused_with_the_range(name, value, range_):
    with pytest.raises(Invalid, match=f"{name}.*{range_}"):
        Rhythm.from_values({name: value}, FORTNIGHTLY)


def test_an_unknown_name_is_refused():
    with pytest.raises(Invalid, match="every_days"):
        Rhythm.from_values({"every_days": 7}, FORTNIGHTLY)


def test_the_defaults_are_written_once():
    assert {name: p.default for name, p in PARAMETERS.items()} == Rhythm()._asdict()
    assert Rhythm.from_values({"early_days": 42}, FORTNIGHTLY).early_days == 42


def test_it_is_no_rarer_than_the_thresholds_say_and_may_be_as_rare():
    values = {"early_days": 28, "early_every_days": 14, "window_every_days": 7}
    assert Rhythm.from_values(values, FORTNIGHTLY).early_every_days == 14
    with pytest.raises(Invalid) as refused:
        Rhythm.from_values(values | {"early_every_days": 15, "moon": 1}, FORTNIGHTLY)
    assert {fault.field: fault.message for fault in refused.value.faults} == {
        "early_every_days": "must be at most 14, the threshold for how often patients check in",
        "moon": "is not a part of the rhythm",
    }


@pytest.mark.parametrize(("planned", "day"), [(13, Due(13, "course")), (14, Due(7, "later"))])
def test_a_planned_day_is_never_one_on_which_the_clinic_would_miss_an_answer(planned, day):
    policy = Policy(check_in_interval_days=14, missed_contact_days=14)
    assert as_planned(Due(7, "later"), [planned], 0, policy) == day
