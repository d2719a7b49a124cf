"""The worker keeps the call list: overdue cases are marked, plans hold again after a publish."""

from datetime import timedelta

from pwa.care import erase, policy, worklist
from pwa.care.worklist.candidate import out_of_date
from pwa.reminders import upkeep
from pwa.store.tables import CaseEvent, StoredPlan
from tests.care.conftest import TODAY, ago
from tests.items import SEVERE


def stale(life) -> list[str]:
    found = [row.name for row in out_of_date(life.s, life.clinic, TODAY, 9)]
    life.s.commit()
    return found


def test_it_marks_what_is_overdue_once(ana, app, clock):
    ana.checks_in(TODAY, SEVERE)
    clock.shift(timedelta(days=3))
    for _ in range(2):
        upkeep.mark_overdue(app.extensions["db"])
    assert [row.kind for row in ana.rows(CaseEvent)] == ["escalated"]


def test_it_works_out_plans_that_do_not_hold_any_more(ana, app, cast):
    ana.is_treated(ago(25))
    upkeep.renew_plans(app.extensions["db"])
    assert stale(ana) == []
    policy.publish(ana.s, cast.oak, {"missed_contact_days": 28}, None, "Test", cast.nora)
    ana.s.commit()
    assert stale(ana) == ["Ana Alder"]
    upkeep.renew_plans(app.extensions["db"])
    assert stale(ana) == []
    ana.s.expire_all()
    (kept,) = ana.rows(StoredPlan)
    assert (kept.policy_number, kept.asks_on) == (2, ago(7) + timedelta(days=28))


def test_the_list_says_the_same_before_and_after(ana, app, clock):
    ana.is_treated(ago(25))
    clock.shift(timedelta(days=15))

    def listed() -> list[str]:
        found = worklist.to_call(ana.s, ana.clinic, TODAY + timedelta(days=15))
        ana.s.commit()
        return [row.rule for row in found]

    before = listed()
    upkeep.renew_plans(app.extensions["db"])
    assert before == listed() == ["missed-check-ins"]


def test_it_makes_no_plan_for_who_was_erased_meanwhile(ana, app, monkeypatch):
    compiled = upkeep.plan.compile_anew

    def then_erased(s, patient, today):
        made = compiled(s, patient, today)
        if patient.id == ana.patient.id:
            erase.erase(ana.s, ana.patient)
            ana.s.commit()
        return made

    monkeypatch.setattr(upkeep.plan, "compile_anew", then_erased)
    upkeep.renew_plans(app.extensions["db"])
    assert stale(ana) == []
