import pytest

from pwa.care import plan, policy
from pwa.decision import look_up
from pwa.store.tables import StoredPlan
from tests.care.conftest import RAISED, TODAY, ago
from tests.items import SEVERE


def stored(life):
    (row,) = life.rows(StoredPlan)
    return row


@pytest.fixture
def compiled(treated):
    plan.current(treated.s, treated.patient, TODAY)
    treated.s.commit()
    return treated


def fresh(life, on=TODAY):
    return plan.fresh(life.s, life.patient, on)


def test_a_new_patient_has_none_yet(ana):
    assert fresh(ana) is None


def test_it_is_kept_when_it_was_read(compiled):
    assert fresh(compiled) == plan.current(compiled.s, compiled.patient, TODAY)


def test_it_says_what_the_advice_then_is(compiled):
    body = fresh(compiled)
    assert (
        look_up(body, TODAY, total=9)["action"]
        == compiled.checks_in(TODAY, RAISED).advice["action"]
    )


CHANGES = {
    "a check-in": lambda life: life.checks_in(TODAY),
    "a treatment": lambda life: life.is_treated(TODAY),
    "a contact": lambda life: life.is_called(),
    "a policy": lambda life: policy.publish(life.s, life.clinic.id, {}, None, "", None),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_it_is_stale_after(compiled, change):
    change(compiled)
    assert fresh(compiled) is None


def test_it_is_not_after_an_attempt_to_call(compiled):
    compiled.is_called(outcome="no-answer")
    assert fresh(compiled) is not None


def test_it_is_of_one_day(compiled):
    assert fresh(compiled, ago(-1)) is None


def test_it_is_of_one_release(compiled, monkeypatch):
    monkeypatch.setattr(plan, "rules_release", lambda: "another")
    assert fresh(compiled) is None


def test_it_is_not_kept_when_something_changed_meanwhile(compiled):
    compiled.checks_in(TODAY)
    begun = plan.compile_anew(compiled.s, compiled.patient, TODAY)
    compiled.checks_in(TODAY, SEVERE)
    plan.store(compiled.s, compiled.patient, begun)
    assert fresh(compiled) is None


def test_it_knows_the_first_day_that_asks_without_a_check_in(ana):
    ana.is_treated(ago(10))
    ana.checks_in(ago(1))
    plan.current(ana.s, ana.patient, TODAY)
    row = stored(ana)
    assert (row.asks_rule, row.asks_urgency) == ("missed-check-ins", "routine")
    assert row.asks_on == ago(-20)


def test_what_came_with_a_check_in_is_left_to_the_request(ana):
    ana.checks_in(ago(1), SEVERE, reports=["unsafe"])
    plan.current(ana.s, ana.patient, TODAY)
    assert stored(ana).asks_on is None


@pytest.mark.parametrize(
    ("fired", "headline", "rule"),
    [
        (["missed-check-ins"], "missed-check-ins", "missed-check-ins"),
        (["visit-due", "missed-check-ins"], "visit-due", "visit-due"),
        # A report asks today, and has its own request; the check-in is no more than late.
        (["side-effect", "missed-check-ins"], "side-effect", None),
        (["side-effect", "too-frequent"], "side-effect", "too-frequent"),
        (["symptoms-back"], "symptoms-back", None),
    ],
)
def test_a_check_in_that_is_only_late_does_not_ask(fired, headline, rule):
    assert plan.asking_rule(fired, headline) == rule


def test_whoever_paused_is_not_missed():
    assert plan.asking_rule(["missed-check-ins"], "missed-check-ins", is_on=False) is None
