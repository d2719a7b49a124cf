"""An advice on record can be worked out again for ever, and whatever was altered in it shows."""

import json
from collections.abc import Callable

import pytest

from pwa.care import policy, recompute
from pwa.care.advice import output_of
from pwa.care.release import rules_release
from pwa.decision import advise, parse_case
from pwa.store.tables import AdviceRecord
from tests.care.conftest import BLANK, RAISED, TODAY
from tests.decision.histories import as_input, golden
from tests.items import SEVERE

CASES = [*golden("cases"), *golden("timelines")]


def recorded(case: dict) -> AdviceRecord:
    """What is kept of a golden case when its advice is given."""
    given = as_input(case)
    read = parse_case(given)
    output = output_of(advise(read.timeline, read.policy, read.today))
    return AdviceRecord(
        on=read.today,
        policy_number=1,
        release=rules_release(),
        inputs=given,
        output=json.loads(json.dumps(output)),
    )


def again(record: AdviceRecord, values: dict | None = None) -> recompute.Again:
    published = record.inputs.get("policy", {}) if values is None else values
    return recompute.recompute(record, {1: published})


def whats(found: recompute.Again) -> list[str]:
    return [difference.what for difference in found.differences]


def test_every_golden_case_agrees():
    assert len(CASES) > 200
    for case in CASES:
        found = again(recorded(case))
        assert found.agrees, (case["id"], found.differences)
        assert found.advice.action == case["expect"]["action"]


@pytest.fixture
def kept() -> AdviceRecord:
    """A case that asks for a call, with the policy that it names."""
    case = next(case for case in CASES if "symptoms-back" in case["expect"]["fired"])
    return recorded(case | {"policy": {}})


def in_output(**changes: object) -> Callable[[AdviceRecord], None]:
    def tamper(record: AdviceRecord) -> None:
        record.output = record.output | changes

    return tamper


def lower_the_last_answers(record: AdviceRecord) -> None:
    *before, last = record.inputs["check_ins"]
    record.inputs = record.inputs | {"check_ins": [*before, last | {"answers": [0] * 7}]}


def without_headline(record: AdviceRecord) -> None:
    record.output = {name: part for name, part in record.output.items() if name != "headline"}


def other_number(record: AdviceRecord) -> None:
    record.output = record.output | {"facts": record.output["facts"] | {"total": 1}}


def one_number_less(record: AdviceRecord) -> None:
    facts = {name: fact for name, fact in record.output["facts"].items() if name != "total"}
    record.output = record.output | {"facts": facts}


@pytest.mark.parametrize(
    ("tamper", "shows"),
    [
        (in_output(urgency="none"), "urgency"),
        (in_output(action="none"), "action"),
        (in_output(fired=[]), "fired"),
        (in_output(held=["visit-due"]), "held"),
        (in_output(phase="induction"), "phase"),
        (in_output(made_up=1), "made_up"),
        (without_headline, "headline"),
        (other_number, "facts.total"),
        (one_number_less, "facts.total"),
        (lower_the_last_answers, "headline"),
    ],
)
def test_it_shows_what_was_altered(kept, tamper, shows):
    assert again(kept).agrees
    tamper(kept)
    found = again(kept)
    assert not found.agrees
    assert shows in whats(found)


def test_it_shows_the_word_on_record_and_the_word_now(kept):
    right = kept.output["urgency"]
    kept.output = kept.output | {"urgency": "urgent"}
    assert again(kept).differences == (recompute.Difference("urgency", "urgent", right),)


def test_the_published_version_counts_and_not_what_the_record_says_of_it(kept):
    found = again(kept, {"return_cutoff": 12, "fast_return_cutoff": 15})
    assert "inputs.policy" in whats(found)
    assert "headline" in whats(found)


def test_a_version_that_is_not_there_is_said(kept):
    kept.policy_number = 7
    found = again(kept)
    assert [(d.what, d.now) for d in found.differences] == [("inputs.policy", None)]


def test_another_day_is_said(kept):
    kept.on = kept.on.replace(year=kept.on.year - 1)
    assert whats(again(kept)) == ["inputs.today"]


def test_inputs_that_cannot_be_read_are_said(kept):
    kept.inputs = kept.inputs | {"baseline": 99, "made_up": 1}
    found = again(kept)
    assert (found.agrees, found.advice) == (False, None)
    assert whats(found) == ["inputs.made_up", "inputs.baseline"]


def test_numbers_that_a_later_release_added_are_no_difference(kept):
    one_number_less(kept)
    kept.release = "older"
    assert again(kept).agrees
    other_number(kept)
    assert whats(again(kept)) == ["facts.total"]


def test_it_agrees_with_everything_that_happened(treated, clock):
    for answers in (SEVERE, BLANK, RAISED):
        treated.checks_in(TODAY, answers, reports=["urine-pain"] if answers is BLANK else [])
        clock.shift(1)
    policy.publish(treated.s, treated.clinic.id, {"severe_cutoff": 14}, None, "Test", None)
    treated.is_treated(TODAY)
    published = recompute.published(treated.s, treated.clinic.id)
    assert len(published) == 2
    found = [
        recompute.recompute(record, published)
        for record in recompute.records(treated.s, treated.clinic.id)
    ]
    assert len(found) > 10
    assert all(one.agrees and one.same_release for one in found)


def test_it_goes_through_every_record_once(treated, monkeypatch):
    monkeypatch.setattr(recompute, "SLICE", 3)
    expected = {record.id for record in treated.rows(AdviceRecord)}
    ids = [record.id for record in recompute.records(treated.s)]
    assert set(ids) == expected
    assert len(ids) == len(expected) > 6


def test_another_clinics_records_are_left_out(treated, cast):
    assert list(recompute.records(treated.s, cast.elm)) == []
