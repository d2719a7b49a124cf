import pytest

from pwa.decision import FIXED, PARAMETERS, PRESETS, Policy
from pwa.errors import Fault, Invalid

# name: default, lowest, highest – as the policy's table has it
TABLE = {
    "return_cutoff": (8, 7, 12),
    "return_rise": (4, 4, 8),
    "return_readings": (2, 1, 3),
    "fast_return_cutoff": (12, 10, 15),
    "fast_return_rise": (6, 6, 10),
    "clear_at": (6, 4, 7),
    "sharp_rise": (6, 5, 8),
    "sharp_floor": (10, 8, 12),
    "severe_cutoff": (15, 13, 18),
    "staying_high_cutoff": (10, 8, 15),
    "staying_high_span_days": (14, 14, 28),
    "no_change_cutoff": (8, 5, 10),
    "reliable_drop": (4, 3, 6),
    "carry_over_days": (7, 5, 14),
    "planned_induction_sessions": (6, 4, 10),
    "visit_interval_days": (None, 7, 84),
    "visit_notice_days": (7, 0, 14),
    "frequent_sessions_max": (4, 2, 8),
    "shrinking_percent": (67, 50, 80),
    "contact_quiet_days": (14, 3, 28),
    "soon_quiet_days": (7, 3, 14),
    "escalation_rise": (4, 3, 6),
    "check_in_interval_days": (7, 7, 28),
    "reminder_grace_days": (3, 1, 7),
    "missed_contact_days": (21, 14, 42),
}
FIXED_VALUES = {
    "confirm_gap_min_days": 5,
    "confirm_gap_max_days": 35,
    "settled_after_days": 14,
    "settled_readings": 4,
    "baseline_window_days": 28,
    "sharp_window_days": 35,
    "staying_high_window_days": 35,
    "response_percent": 50,
    "recovered_max": 7,
    "evaluation_from_days": 14,
    "evaluation_to_days": 42,
    "course_gap_days": 10,
    "induction_gap_days": 14,
    "frequent_window_days": 28,
    "shrinking_min_days": 7,
    "recent_treatment_days": 56,
    "report_window_days": 7,
}


def test_it_has_every_parameter_with_its_default_and_range():
    assert {n: (p.default, p.low, p.high) for n, p in PARAMETERS.items()} == TABLE


def test_it_has_every_fixed_value():
    assert {name: p.default for name, p in FIXED.items()} == FIXED_VALUES


@pytest.mark.parametrize("parameter", [*PARAMETERS.values(), *FIXED.values()], ids=lambda p: p.name)
def test_every_parameter_says_what_it_is_and_where_it_comes_from(parameter):
    assert parameter.unit
    assert parameter.meaning.endswith(".")
    assert parameter.source
    assert bool(parameter.because) is not parameter.is_fixed


# What else must move with a value so that the policy stays consistent.
COMPANIONS = {
    ("return_cutoff", 7): {"clear_at": 6},
    ("return_cutoff", 12): {"fast_return_cutoff": 12},
    ("return_rise", 8): {"fast_return_rise": 8},
    ("fast_return_cutoff", 10): {"return_cutoff": 10},
    ("clear_at", 7): {"return_cutoff": 8},
}


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize("end", [1, 2])
def test_it_takes_both_ends_of_a_range_and_nothing_beyond(name, end):
    edge, beyond = TABLE[name][end], TABLE[name][end] + (-1 if end == 1 else 1)
    assert Policy.from_values({name: edge} | COMPANIONS.get((name, edge), {}))[name] == edge
    with pytest.raises(Invalid) as refused:
        Policy.from_values({name: beyond})
    (fault,) = refused.value.faults
    assert fault.field == name
    assert f"from {TABLE[name][1]} to {TABLE[name][2]}" in fault.message
    assert PARAMETERS[name].because in fault.message


@pytest.mark.parametrize("value", [8.0, True, "8", [], None])
def test_it_takes_whole_numbers_only(value):
    with pytest.raises(Invalid, match="return_cutoff: must be a whole number from 7 to 12"):
        Policy.from_values({"return_cutoff": value})


def test_the_visit_interval_alone_may_be_off():
    assert Policy.from_values({"visit_interval_days": None}).visit_interval_days is None
    assert [name for name, p in PARAMETERS.items() if p.may_be_off] == ["visit_interval_days"]


@pytest.mark.parametrize(
    ("values", "field", "limit"),
    [
        ({"clear_at": 7, "return_cutoff": 7}, "clear_at", "below return_cutoff"),
        (
            {"return_cutoff": 12, "fast_return_cutoff": 11},
            *("return_cutoff", "at most fast_return_cutoff"),
        ),
        ({"return_rise": 7, "fast_return_rise": 6}, "return_rise", "at most fast_return_rise"),
    ],
)
def test_it_refuses_values_that_contradict_each_other(values, field, limit):
    with pytest.raises(Invalid) as refused:
        Policy.from_values(values)
    assert refused.value.faults == [Fault(field, f"must be {limit}")]


def test_it_refuses_a_name_that_it_does_not_know():
    with pytest.raises(Invalid) as refused:
        Policy.from_values({"return_cutof": 8})
    assert refused.value.faults == [Fault("return_cutof", "is not a parameter of the policy")]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("return_cutoff", "must be a whole number from 7 to 12: "),
        ("visit_interval_days", "must be a whole number from 7 to 84, or null to switch it off: "),
    ],
)
def test_it_says_what_a_number_may_be_and_whether_it_may_be_off(name, said):
    assert PARAMETERS[name].fault_in(0) == said + PARAMETERS[name].because


def test_every_parameter_knows_its_name_and_only_a_range_needs_a_reason():
    assert [p.name for p in (*PARAMETERS.values(), *FIXED.values())] == [*PARAMETERS, *FIXED]
    assert {p.because for p in FIXED.values()} == {""}


def test_no_allowed_floor_of_a_sharp_rise_can_pass_severe():
    assert PARAMETERS["sharp_floor"].high <= PARAMETERS["severe_cutoff"].low


def test_it_names_every_fault_at_once():
    with pytest.raises(Invalid) as refused:
        Policy.from_values({"return_cutoff": 99, "settled_after_days": 14, "made_up": 1})
    assert [str(fault).split(":")[0] for fault in refused.value.faults] == [
        "return_cutoff",
        "settled_after_days",
        "made_up",
    ]


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_only_a_set_of_values(name):
    assert Policy.from_values(PRESETS[name]).values == PRESETS[name]


def test_the_presets_are_those_of_the_policy():
    assert PRESETS == {
        "balanced": {},
        "sensitive": {"return_readings": 1},
        "quiet": {"return_cutoff": 10, "return_rise": 6, "fast_return_cutoff": 15},
    }


def test_a_fixed_number_without_a_source_is_called_a_choice():
    assert FIXED["confirm_gap_max_days"].source == "choice"
    assert FIXED["recovered_max"].source != "choice"
