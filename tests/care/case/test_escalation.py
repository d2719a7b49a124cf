"""When nobody acts in time it is marked, once."""

from datetime import timedelta

from pwa.care.case import escalate
from pwa.store.tables import CaseEvent
from tests.care.conftest import TODAY
from tests.conftest import NOW


def test_it_is_marked_once_when_nobody_acts_in_time(ana, case, clock):
    assert not escalate.waiting(ana.s, ana.clinic.id, NOW)
    clock.shift(timedelta(days=2))
    now = NOW + timedelta(days=2)
    assert escalate.waiting(ana.s, ana.clinic.id, now)
    assert [escalate.mark(ana.s, ana.clinic.id, now) for _ in range(2)] == [1, 0]
    ana.s.commit()
    assert [row.kind for row in ana.rows(CaseEvent)] == ["escalated"]
    assert case.escalated_at == now


def test_acting_takes_the_mark_away(ana, case, clock):
    clock.shift(timedelta(days=2))
    escalate.mark(ana.s, ana.clinic.id, NOW + timedelta(days=2))
    ana.s.commit()
    ana.is_called(TODAY + timedelta(days=2), "no-answer")
    assert case.escalated_at is None


def test_a_case_from_before_there_were_cases_is_given_its_time(ana, case, clock):
    case.due_at = None
    ana.s.commit()
    clock.shift(timedelta(days=3))
    assert escalate.mark(ana.s, ana.clinic.id, NOW + timedelta(days=3)) == 1
    assert case.due_at == NOW + timedelta(days=2)
