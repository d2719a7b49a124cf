"""Nobody is called twice for the same thing."""

import threading
from datetime import timedelta

import pytest

from pwa.care import clock as care_clock
from pwa.care import contact
from pwa.care.case import planned, turn
from pwa.errors import Conflict, NotFound
from pwa.store.tables import CaseEvent, Contact, Patient
from tests.care.conftest import TODAY, ago
from tests.conftest import NOW


def test_it_is_theirs_and_nobody_elses(ana, case, desk):
    turn.take(ana.s, ana.patient, desk.nora, TODAY)
    assert turn.holder(case) == desk.nora
    with pytest.raises(Conflict, match="Nora North has been on it since 11:00"):
        turn.take(ana.s, ana.patient, desk.lena, TODAY)


def test_it_is_taken_again_by_who_has_it(ana, case, desk):
    for _ in range(2):
        turn.take(ana.s, ana.patient, desk.nora, TODAY)
    assert turn.holder(case) == desk.nora


def test_it_can_be_taken_over_when_said_so(ana, case, desk):
    turn.take(ana.s, ana.patient, desk.nora, TODAY)
    turn.take(ana.s, ana.patient, desk.lena, TODAY, over=True)
    assert turn.holder(case) == desk.lena


def test_it_is_free_again_after_an_hour(ana, case, desk, clock):
    turn.take(ana.s, ana.patient, desk.nora, TODAY)
    clock.shift(timedelta(minutes=60))
    assert turn.holder(case) is None


def test_it_is_handed_back_only_by_who_has_it(ana, case, desk):
    turn.take(ana.s, ana.patient, desk.nora, TODAY)
    with pytest.raises(Conflict):
        turn.release(ana.s, case, desk.lena)
    turn.release(ana.s, case, desk.nora)
    assert turn.holder(case) is None


def test_a_call_hands_it_back(ana, case, desk):
    turn.take(ana.s, ana.patient, desk.nora, TODAY)
    contact.record(ana.s, ana.patient, TODAY, "staff", "no-answer", staff_id=desk.nora)
    assert turn.holder(case) is None


def test_a_call_by_somebody_else_is_refused_before_it_is_noted(ana, case, desk):
    turn.take(ana.s, ana.patient, desk.nora, TODAY)
    with pytest.raises(Conflict, match="Nora North"):
        turn.may_call(ana.s, ana.patient, desk.lena, "reached", None)
    turn.may_call(ana.s, ana.patient, desk.nora, "reached", None)


def test_that_the_patient_called_may_always_be_noted(ana, case, desk):
    turn.take(ana.s, ana.patient, desk.nora, TODAY)
    turn.may_call(ana.s, ana.patient, desk.lena, "patient-called", None)


def test_who_was_reached_after_the_page_was_opened_is_told(ana, case, desk, clock):
    clock.shift(120)
    contact.record(ana.s, ana.patient, TODAY, "staff", "reached", staff_id=desk.nora)
    with pytest.raises(Conflict, match="Nora North noted that they had spoken at 11:02"):
        turn.may_call(ana.s, ana.patient, desk.lena, "reached", NOW)
    turn.may_call(ana.s, ana.patient, desk.lena, "reached", NOW + timedelta(minutes=2))


def test_what_only_the_plan_asks_becomes_a_case(ana, desk):
    ana.is_treated(ago(25))
    turn.take(ana.s, ana.patient, desk.nora, TODAY)
    (case,) = ana.requests()
    assert (case.rule, case.urgency, case.on) == ("missed-check-ins", "routine", TODAY)
    assert turn.holder(case) == desk.nora


def test_nothing_becomes_a_case_when_nothing_is_asked(ana):
    with pytest.raises(NotFound):
        planned.case_of(ana.s, ana.patient, TODAY)
    assert ana.requests() == []


def at_once(app, cast, act) -> list[str]:
    """Two do the same at the same moment, each in a session of their own; how each ended."""
    ended, start = [], threading.Barrier(2)

    def run(who: str) -> None:
        with app.extensions["db"].session(clinic_id=cast.oak) as s:
            patient = s.get_one(Patient, (cast.oak, cast.ana))
            s.rollback()
            start.wait()
            try:
                act(s, patient, who)
                s.commit()
                ended.append("done")
            except Conflict:
                ended.append("refused")

    threads = [threading.Thread(target=run, args=(who,)) for who in act.people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ended)


def test_of_two_who_take_it_at_once_one_has_it(app, ana, case, desk, cast):
    def act(s, patient, who):
        turn.take(s, patient, who, TODAY)

    act.people = desk
    assert at_once(app, cast, act) == ["done", "refused"]
    assert len(ana.rows(CaseEvent)) == 1


def test_of_two_who_take_what_the_plan_asks_one_has_it(app, ana, desk, cast):
    ana.is_treated(ago(25))

    def act(s, patient, who):
        turn.take(s, patient, who, TODAY)

    act.people = desk
    assert at_once(app, cast, act) == ["done", "refused"]
    assert len(ana.requests()) == 1


def test_of_two_who_note_a_call_at_once_one_is_told(app, ana, case, desk, cast):
    opened = care_clock.now() - timedelta(minutes=5)

    def act(s, patient, who):
        turn.may_call(s, patient, who, "reached", opened)
        contact.record(s, patient, TODAY, "staff", "reached", staff_id=who)

    act.people = desk
    assert at_once(app, cast, act) == ["done", "refused"]
    assert len(ana.rows(Contact)) == 1
