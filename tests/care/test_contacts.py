from datetime import timedelta

import pytest

from pwa.care import contact, history, plan
from pwa.errors import Invalid
from tests.care.conftest import TODAY, ago


def test_one_that_reached_somebody_counts_for_the_rules(ana):
    ana.is_called(ago(2))
    ana.is_called(ago(1), "patient-called")
    assert history.of(ana.s, ana.patient).contacts == [ago(2), ago(1)]
    assert contact.last_reached(ana.s, ana.patient) == ago(1)


@pytest.mark.parametrize("outcome", ["no-answer", "message-left", "wrong-number"])
def test_an_attempt_does_not(ana, outcome):
    ana.is_called(outcome=outcome)
    assert history.of(ana.s, ana.patient).contacts == []
    assert contact.last_reached(ana.s, ana.patient) is None
    assert [row.outcome for row in contact.list_of(ana.s, ana.patient)] == [outcome]


def test_it_begins_the_quiet_time_of_the_plan(ana):
    ana.is_treated(ago(30))
    before = plan.current(ana.s, ana.patient, TODAY)
    ana.is_called()
    after = plan.current(ana.s, ana.patient, TODAY)
    assert before["advice"][before["periods"][0]["none"]]["urgency"] == "routine"
    assert after["advice"][after["periods"][0]["none"]]["urgency"] == "none"


def test_it_names_every_fault(ana):
    with pytest.raises(Invalid) as refused:
        contact.record(ana.s, ana.patient, TODAY + timedelta(days=1), "staff", "waved", "x" * 2001)
    assert [fault.field for fault in refused.value.faults] == ["on", "outcome", "note"]
