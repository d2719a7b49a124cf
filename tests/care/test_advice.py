"""Every advice on record can be worked out again."""

import pytest

from pwa.care import advice, policy
from pwa.care.release import rules_release
from pwa.store.tables import AdviceRecord
from tests.care.conftest import BLANK, RAISED, TODAY, ago
from tests.items import SEVERE, WELL

SAID_NOTHING = {"headline": None, "action": "none", "urgency": "none"}
SAID_SEVERE = {"headline": "severe-score", "action": "contact-clinic", "urgency": "soon"}


def records(life):
    return sorted(life.rows(AdviceRecord), key=lambda row: row.created_at)


def lives_on(life, clock):
    for answers in (SEVERE, BLANK, WELL, RAISED, WELL):
        life.checks_in(TODAY, answers, reports=["urine-pain"] if answers is BLANK else [])
        clock.shift(1)
    life.is_called()
    life.is_treated(TODAY, "booster")


def test_it_gives_the_same_again(treated, clock):
    lives_on(treated, clock)
    for record in records(treated):
        made = advice.recompute(record)
        assert made.as_json().items() <= record.output.items()


def test_it_gives_the_same_after_the_policy_has_changed(treated, clock):
    treated.checks_in(TODAY, RAISED)
    policy.publish(treated.s, treated.clinic.id, {"return_readings": 1}, None, "Sooner", None)
    treated.s.commit()
    record = records(treated)[-1]
    assert advice.recompute(record).headline == record.output["headline"]
    assert record.policy_number == 1


def test_it_is_what_the_rules_say_of_the_history(treated):
    treated.checks_in(TODAY, SEVERE)
    made = advice.advise_patient(treated.s, treated.patient, TODAY)
    record = records(treated)[-1]
    assert record.output["headline"] == made.headline == "sharp-rise"


def test_it_names_rule_policy_release_and_trigger(ana):
    receipt = ana.checks_in(TODAY, SEVERE)
    (record,) = records(ana)
    assert (record.trigger, record.trigger_id) == ("check-in", receipt.id)
    assert (record.policy_number, record.release) == (1, rules_release())
    assert record.output["fired"] == ["severe-score"]
    assert record.output["facts"]["total"] == 16


def test_it_keeps_the_clinics_own_limits_among_the_inputs(ana):
    policy.publish(ana.s, ana.clinic.id, {"severe_cutoff": 17}, None, "Later", None)
    ana.checks_in(TODAY, SEVERE)
    (record,) = records(ana)
    assert (record.inputs["policy"], record.policy_number) == ({"severe_cutoff": 17}, 2)
    assert record.output["headline"] is None


@pytest.mark.parametrize(
    ("shown", "differs"),
    [
        (SAID_SEVERE, False),
        (SAID_NOTHING, True),
        (SAID_SEVERE | {"urgency": "urgent"}, True),
        (SAID_SEVERE | {"action": "crisis-help"}, True),
        (None, None),
        ({"headline": None, "action": None, "urgency": None}, None),
    ],
)
def test_it_says_whether_the_phone_had_shown_something_else(ana, shown, differs):
    ana.checks_in(TODAY, SEVERE, shown=shown)
    assert records(ana)[0].differs is differs
    assert ana.counted().get("differs", 0) == int(differs or False)


def test_the_receipt_has_the_words(ana):
    card = ana.checks_in(TODAY, SEVERE).advice
    assert card["title"] == "Call your clinic in the next day or two"
    assert card["rank"] > 0
    assert "16" in card["reason"]
    assert "Oak Clinic" in card["reason"]


def test_the_words_count_the_blanks(ana):
    assert any("1 question" in line for line in ana.checks_in(TODAY, BLANK).advice["message"])


def test_a_record_holds_nothing_of_later_days(ana):
    ana.checks_in(ago(1))
    ana.checks_in(ago(9))
    first = min(records(ana), key=lambda row: row.on)
    assert [day["on"] for day in first.inputs["check_ins"]] == [ago(9).isoformat()]
