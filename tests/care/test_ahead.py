"""Judged before its turn to write, a check-in comes to what it comes to when judged in its turn."""

from datetime import timedelta
from random import Random
from uuid import uuid4

import pytest
from sqlmodel import Session, select

from pwa.care import ahead, check_in, policy
from pwa.store.db import begin_writing
from pwa.store.tables import AdviceRecord, Patient
from tests.care.conftest import BLANK, MIDDLING, RAISED, TODAY, ago
from tests.items import SEVERE, WELL

KEPT = ("on", "policy_number", "trigger", "inputs", "output", "differs")


@pytest.fixture
def looks(ana, app):
    """Sends an item in two steps, with something that happens between them."""

    def send(item, meanwhile=lambda: None, item_id=None):
        with app.extensions["db"].session(writes=False, clinic_id=ana.clinic.id) as s:
            patient = s.get_one(Patient, (ana.patient.clinic_id, ana.patient.id))
            take = check_in.look(s, ana.arrival(item, item_id)._replace(patient=patient), None)
            meanwhile()
            begin_writing(s, ana.clinic.id)
            receipt = take(s)
            s.commit()
        return receipt

    return send


@pytest.fixture
def judged_again(monkeypatch):
    """Counts how often a check-in was judged."""
    judged = []
    sound = ahead.judge

    def counted(s: Session, patient, past, on):
        judged.append(on)
        return sound(s, patient, past, on)

    monkeypatch.setattr(ahead, "judge", counted)
    return judged


def advice_of(life, receipt):
    """What is on record of an arrival: its own advice, and one that still asks, if it came late."""
    made = select(AdviceRecord).where(AdviceRecord.trigger_id == receipt.id)
    found = life.s.exec(made.order_by(AdviceRecord.trigger))
    return [{name: getattr(record, name) for name in KEPT} for record in found]


def in_one_step(life, item):
    """What would come of it in its turn; it is not kept."""
    receipt = check_in.receive(life.s, life.arrival(item), None)
    said = advice_of(life, receipt), receipt.advice, receipt.outcome
    life.s.rollback()
    for row in (life.clinic, life.patient):
        life.s.refresh(row)
    life.s.commit()
    return said


@pytest.mark.parametrize("seed", range(6))
def test_it_comes_to_the_same_as_in_one_step(ana, looks, judged_again, seed):
    rng = Random(seed)
    for _ in range(rng.randrange(8)):
        ana.is_treated(ago(rng.randrange(1, 150)), rng.choice(["induction", "booster"]))
    for day in rng.sample(range(1, 150, 2), 12):
        ana.checks_in(ago(day), rng.choice([WELL, MIDDLING, RAISED, SEVERE, BLANK]))
    for day in rng.sample(range(0, 150, 2), 5):
        answers = rng.choice([WELL, MIDDLING, RAISED, SEVERE, BLANK])
        item = ana.item(ago(day), answers, shown={"action": "none"})
        said = in_one_step(ana, item)
        judged_again.clear()
        receipt = looks(item)
        assert judged_again == [ago(day)], "it was judged before its turn only"
        assert (advice_of(ana, receipt), receipt.advice, receipt.outcome) == said
        ana.s.commit()


CHANGES = {
    "a treatment": lambda life: life.is_treated(ago(1)),
    "a contact": lambda life: life.is_called(TODAY),
    "another phone's check-in": lambda life: life.checks_in(ago(7), SEVERE),
    "another one of the day": lambda life: life.checks_in(TODAY, SEVERE),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_happened_in_between_counts(treated, looks, judged_again, change):
    item = treated.item(TODAY, RAISED)
    receipt = looks(item, lambda: (CHANGES[change](treated), judged_again.clear()))
    assert judged_again == [TODAY], "it was judged again in its turn"
    inputs = advice_of(treated, receipt)[0]["inputs"]
    had = len(inputs["treatments"]) + len(inputs["contacts"]) + len(inputs["check_ins"])
    assert had == 6 + 8 + 2  # what was there, what came in between, and this one


def test_a_second_of_the_same_id_is_a_retry(ana, looks):
    item, item_id = ana.item(TODAY, RAISED), str(uuid4())
    receipt = looks(item, lambda: ana.sends(item, item_id), item_id)
    assert receipt.outcome == "identical"
    assert len(ana.rows(AdviceRecord)) == 1


def test_it_makes_the_plan_stale_once(ana, looks):
    def changes():
        ana.s.refresh(ana.patient)
        ana.s.commit()
        return ana.patient.changes

    before = changes()
    looks(ana.item(TODAY))
    assert changes() == before + 1


@pytest.mark.parametrize(
    "more",
    [
        {"reports": ["urine-pain"]},
        {"last_treatment": {"answer": "no", "on": (TODAY - timedelta(3)).isoformat()}},
        {"last_treatment": {"answer": "none", "on": None}},
    ],
)
def test_what_changes_more_than_itself_is_judged_in_its_turn(treated, looks, more):
    receipt = looks(treated.item(TODAY, WELL, **more))
    inputs = advice_of(treated, receipt)[0]["inputs"]
    assert len(inputs["reports"]) == len(more.get("reports", []))
    assert len(inputs["treatments"]) == 6 + (more.get("last_treatment", {}).get("answer") == "no")


def test_limits_are_those_in_force_when_it_came(ana, looks):
    receipt = looks(ana.item(TODAY))
    ana.s.commit()
    number, _ = policy.limits(ana.s, ana.patient.clinic_id)
    ana.s.commit()
    assert advice_of(ana, receipt)[0]["policy_number"] == number
