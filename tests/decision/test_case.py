"""A case is read strictly, and every fault is named."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pwa.decision import Voice, advise, compile_plan, parse_case, parse_policy
from pwa.decision.reader import Reader
from pwa.decision.reports import REPORTS
from pwa.errors import Invalid

GOOD = {
    "today": "2026-04-27",
    "policy": {"return_cutoff": 9},
    "baseline": 15,
    "treatments": [{"on": "2026-03-03", "kind": "induction", "planned": True}],
    "check_ins": [{"on": "2026-04-27", "answers": [0, 1, 2, 3, None, 0, 0]}],
    "reports": [{"on": "2026-04-27", "kind": "urine-pain"}],
    "contacts": [{"on": "2026-04-20"}],
    "appointments": [{"on": "2026-05-01"}],
}

ORDER = ("policy", "baseline", *list(GOOD)[3:])


def faults_of(data):
    with pytest.raises(Invalid) as refused:
        parse_case(data)
    found = {fault.field: fault.message for fault in refused.value.faults}
    assert len(found) == len(refused.value.faults)  # each field is named once
    return found


def test_it_reads_a_whole_case():
    case = parse_case(GOOD)
    assert str(case.today) == "2026-04-27"
    assert case.policy.values == {"return_cutoff": 9}
    assert case.timeline.baseline == 15
    assert case.timeline.check_ins[0][1:] == (None, 6)


@pytest.mark.parametrize("baseline", [0, 21])
def test_it_reads_the_lowest_and_the_highest_baseline(baseline):
    assert parse_case(GOOD | {"baseline": baseline}).timeline.baseline == baseline


def test_it_reads_the_last_year_that_a_plan_can_look_ahead_from():
    assert parse_case({"today": "9998-12-31"}).today.year == 9998


def test_a_day_ahead_of_today_is_a_fault_unless_it_is_said_that_it_may_be():
    reader = Reader()
    reader.today = date(2026, 4, 27)
    assert reader.written("2026-04-28", "on", may_be_ahead=True) == date(2026, 4, 28)
    assert reader.faults == []
    reader.written("2026-04-28", "on")
    assert reader.faults == [("on", "must not be after today, 2026-04-27")]


def test_today_alone_is_enough():
    case = parse_case({"today": "2026-04-27"})
    assert advise(case.timeline, case.policy, case.today).action == "none"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"today": None}, "today"),
        ({"today": "2026-4-27"}, "today"),
        ({"today": "20260427"}, "today"),
        ({"today": "2026-02-30"}, "today"),
        ({"today": "2026-04-27T00:00:00"}, "today"),
        ({"today": 20260427}, "today"),
        ({"today": "9999-12-31"}, "today"),
        ({"baseline": 22}, "baseline"),
        ({"baseline": True}, "baseline"),
        ({"baseline": 5.0}, "baseline"),
        ({"policy": []}, "policy"),
        ({"policy": {"return_cutoff": 13}}, "policy.return_cutoff"),
        ({"policy": {"settled_after_days": 14}}, "policy.settled_after_days"),
        ({"policy": {"nonsense": 1}}, "policy.nonsense"),
        ({"treatments": {}}, "treatments"),
        ({"treatments": [3]}, "treatments[0]"),
        ({"treatments": [{"on": "2026-03-03"}]}, "treatments[0].kind"),
        ({"treatments": [{"on": "2026-03-03", "kind": "oral"}]}, "treatments[0].kind"),
        ({"treatments": [{"on": "2026-04-28", "kind": "booster"}]}, "treatments[0].on"),
        (
            {"treatments": [{"on": "2026-03-03", "kind": "booster", "planned": 1}]},
            "treatments[0].planned",
        ),
        ({"treatments": [{"on": "2026-03-03", "kind": "booster"}] * 2}, "treatments[1].on"),
        ({"check_ins": [{"on": "2026-04-27"}]}, "check_ins[0].answers"),
        ({"check_ins": [{"on": "2026-04-27", "answers": [1] * 6}]}, "check_ins[0].answers"),
        (
            {"check_ins": [{"on": "2026-04-27", "answers": [4] + [1] * 6}]},
            "check_ins[0].answers[0]",
        ),
        ({"check_ins": [{"on": "2026-04-28", "answers": [1] * 7}]}, "check_ins[0].on"),
        ({"reports": [{"on": "2026-04-27", "kind": "hiccups"}]}, "reports[0].kind"),
        ({"reports": [{"on": "x", "kind": "unsafe"}]}, "reports[0].on"),
        ({"contacts": ["2026-04-20"]}, "contacts[0]"),
        ({"contacts": [{}]}, "contacts[0].on"),
        ({"contacts": [{"on": "2026-04-28"}]}, "contacts[0].on"),
        ({"appointments": ["soon"]}, "appointments[0]"),
        ({"appointments": [{"on": "soon"}]}, "appointments[0].on"),
        ({"weather": "fine"}, "weather"),
        ({"contacts": [{"on": "2026-04-20", "by": "phone"}]}, "contacts[0].by"),
    ],
)
def test_it_names_the_field_at_fault(change, field):
    faults = faults_of(GOOD | change)
    assert next(iter(faults)) == field
    assert all(name.startswith(field.removesuffix("[0]")) for name in faults)
    assert faults[field]


def test_it_says_that_today_is_missing():
    assert faults_of({}) == {"today": "is required"}


@pytest.mark.parametrize("data", [None, [], 3, "case", True])
def test_a_case_is_an_object(data):
    assert faults_of(data)[""] == "must be an object"


def test_a_policy_is_an_object_too():
    words = "must be an object with what differs from the defaults"
    assert faults_of(GOOD | {"policy": []}) == {"policy": words}
    with pytest.raises(Invalid) as refused:
        parse_policy([])
    assert refused.value.faults == [("", words)]


def test_it_names_every_fault_at_once():
    faults = faults_of({"baseline": -1, "policy": {"clear_at": 9}, "reports": [{}], "x": 1})
    assert set(faults) == {
        *("today", "baseline", "policy.clear_at", "reports[0].on", "reports[0].kind", "x"),
    }


DAYS = st.dates().map(str) | st.sampled_from(["2026-04-01", "2026-04-27", "", "x"])
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | DAYS,
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(
        st.sampled_from([*GOOD, "on", "kind", "answers", "planned"]) | st.text(max_size=5),
        inner, max_size=8,
    ),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=150)
@given(DAYS, st.dictionaries(st.sampled_from([key for key in GOOD if key != "today"]), ANY))
def test_whatever_is_given_is_refused_by_name_or_advised_upon(today, rest):
    try:
        case = parse_case({"today": today} | rest)
    except Invalid as refused:
        named = {fault.field.split(".")[0].split("[")[0] for fault in refused.faults}
        assert named <= set(GOOD)  # both outcomes are right, and both are checked
        return
    advice = advise(case.timeline, case.policy, case.today)
    plan = compile_plan(case.timeline, case.policy, case.today, Voice())
    assert plan["advice"][plan["periods"][0]["none"]]["action"] == advice.action


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"treatments": {}}, "must be a list"),
        ({"contacts": [3]}, "must be an object"),
        ({"weather": 1}, f"is not a known field; allowed are {', '.join(('today', *ORDER))}"),
        ({"baseline": 22}, "must be a whole number from 0 to 21"),
        ({"today": "soon"}, "must be a date, written YYYY-MM-DD"),
        (
            {"reports": [{"on": "2026-04-27", "kind": "hiccups"}]},
            f"must be one of {', '.join(REPORTS)}",
        ),
        (
            {"treatments": [{"on": "2026-03-03", "kind": "booster", "planned": 1}]},
            "must be true or false",
        ),
        (
            {"treatments": [{"on": "2026-03-03", "kind": "booster"}] * 2},
            "must be the only treatment of its day",
        ),
        ({"contacts": [{"on": "2026-04-28"}]}, "must not be after today, 2026-04-27"),
    ],
)
def test_it_says_what_is_allowed(change, words):
    assert list(faults_of(GOOD | change).values()) == [words]


def test_a_treatment_is_planned_only_when_that_is_said():
    one, other = GOOD["treatments"][0], {"on": "2026-03-05", "kind": "induction"}
    case = parse_case(GOOD | {"treatments": [one, other]})
    assert [treatment.planned for treatment in case.timeline.treatments] == [True, False]
