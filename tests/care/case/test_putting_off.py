"""Putting a case off, closing it with a reason, and taking either back."""

from datetime import UTC, datetime, timedelta

import pytest

from pwa.care import enrol, request, treatment, worklist
from pwa.care.case import closing, event, several, snooze, turn, undo
from pwa.errors import Conflict, Invalid
from tests.care.conftest import TODAY, Life, ago
from tests.conftest import NOW
from tests.items import SEVERE, WELL

TOMORROW = TODAY + timedelta(days=1)


def listed(life, today=TODAY) -> list[str]:
    rows = worklist.to_call(life.s, life.clinic, today)
    life.s.commit()
    return [row.rule for row in rows]


def put_off(life, case, desk, until=TOMORROW, reason="call-agreed"):
    made = snooze.snooze(life.s, case, until, reason, desk.nora, TODAY)
    life.s.commit()
    return made


def test_it_is_off_the_list_until_its_day_and_due_on_it(ana, case, desk, clock):
    put_off(ana, case, desk)
    assert listed(ana) == []
    assert [row.id for row, _ in worklist.put_off(ana.s, ana.clinic, TODAY, 9)] == [case.id]
    ana.s.commit()
    assert case.due_at == NOW + timedelta(days=2)
    clock.shift(timedelta(days=1))
    assert listed(ana, TOMORROW) == ["severe-score"]


def test_it_is_due_when_the_day_is_over_to_which_it_was_put_off(ana, case, desk):
    put_off(ana, case, desk, TODAY + timedelta(days=3))
    assert case.due_at == datetime(2026, 5, 1, 4, tzinfo=UTC)


@pytest.mark.parametrize("days", [0, 4])
def test_it_is_put_off_only_within_its_limit(ana, case, desk, days):
    with pytest.raises(Invalid, match="not after 2026-04-30"):
        put_off(ana, case, desk, TODAY + timedelta(days=days))


def test_the_limit_counts_from_its_opening(ana, case, desk, clock):
    put_off(ana, case, desk)
    clock.shift(timedelta(days=3))
    with pytest.raises(Invalid, match="waited long enough"):
        snooze.snooze(
            ana.s, case, TODAY + timedelta(days=4), "call-agreed", desk.nora, TODAY + timedelta(3)
        )


def test_an_emergency_cannot_be_put_off(ana, urgent, desk):
    with pytest.raises(Invalid, match="urgent request cannot be put off"):
        put_off(ana, urgent, desk)


def test_it_comes_back_when_it_becomes_more_urgent(ana, case, desk):
    put_off(ana, case, desk)
    ana.checks_in(TODAY, SEVERE, reports=["unsafe"])
    assert listed(ana) == ["help-now"]
    assert [(e.kind, e.code) for e in event.list_of(ana.s, case)][-1] == ("woken", "more-urgent")


def test_it_comes_back_when_staff_say_so(ana, case, desk):
    put_off(ana, case, desk)
    snooze.wake(ana.s, case, desk.nora)
    ana.s.commit()
    assert listed(ana) == ["severe-score"]


def test_closing_asks_for_a_known_reason(ana, case, desk):
    with pytest.raises(Invalid, match="reason"):
        closing.close(ana.s, case, "because", desk.nora)


def test_closing_an_emergency_asks_what_was_done(ana, urgent, desk):
    with pytest.raises(Invalid, match="note"):
        closing.close(ana.s, urgent, "known-already", desk.nora)
    closing.close(ana.s, urgent, "known-already", desk.nora, "Is with us in the clinic")
    assert request.open_of(ana.s, ana.patient) is None


def test_what_somebody_else_is_at_is_neither_closed_nor_put_off(ana, case, desk):
    turn.take(ana.s, ana.patient, desk.lena, TODAY)
    ana.s.commit()
    with pytest.raises(Conflict, match="Lena Lime"):
        closing.close(ana.s, case, "declined", desk.nora)
    with pytest.raises(Conflict, match="Lena Lime"):
        put_off(ana, case, desk)


def closed(life, case, desk):
    made = closing.close(life.s, case, "known-cause", desk.nora)
    life.s.commit()
    return made


def test_a_closed_one_is_off_the_list_with_its_reason(ana, case, desk):
    closed(ana, case, desk)
    assert listed(ana) == []
    assert (case.stage, case.closed_by, case.close_reason) == ("closed", "staff", "known-cause")


def test_looking_back_does_not_open_it_again(ana, desk):
    wrong = ana.is_treated(ago(9))
    ana.checks_in(ago(1), SEVERE)
    closed(ana, request.open_of(ana.s, ana.patient), desk)
    treatment.remove(ana.s, wrong)
    ana.s.commit()
    assert ana.asked() is None


def test_the_next_check_in_asks_again(ana, case, desk):
    closed(ana, case, desk)
    ana.checks_in(TODAY, SEVERE)
    assert ana.asked() == ("severe-score", "soon", TODAY)


def test_what_the_plan_asks_stays_closed_as_long_as_after_a_contact(ana, desk, clock):
    ana.is_treated(ago(25))
    turn.take(ana.s, ana.patient, desk.nora, TODAY)
    closed(ana, ana.requests()[0], desk)
    assert listed(ana) == []
    clock.shift(timedelta(days=14))
    assert listed(ana, TODAY + timedelta(days=14)) == ["missed-check-ins"]


def test_it_can_be_opened_again(ana, case, desk):
    closed(ana, case, desk)
    closing.reopen(ana.s, case, desk.nora)
    ana.s.commit()
    assert listed(ana) == ["severe-score"]
    assert (case.stage, case.close_reason) == ("open", None)


def test_it_is_not_opened_again_beside_a_newer_one(ana, case, desk, clock):
    closed(ana, case, desk)
    clock.shift(60)
    ana.checks_in(TODAY, SEVERE)
    with pytest.raises(Conflict):
        closing.reopen(ana.s, case, desk.nora)


def test_what_a_check_in_ended_is_not_opened_by_hand(ana, case, desk):
    ana.checks_in(TODAY, WELL)
    with pytest.raises(Conflict):
        closing.reopen(ana.s, case, desk.nora)


@pytest.mark.parametrize("act", [put_off, closed])
def test_either_can_be_taken_back_for_ten_minutes_by_who_did_it(ana, case, desk, clock, act):
    made = act(ana, case, desk)
    assert undo.undoable(ana.s, ana.clinic.id, desk.lena, made.id) == []
    clock.shift(timedelta(minutes=10))
    events = undo.undoable(ana.s, ana.clinic.id, desk.nora, made.id)
    assert len(undo.take_back(ana.s, events, desk.nora)) == 1
    ana.s.commit()
    assert listed(ana) == ["severe-score"]
    clock.shift(1)
    assert undo.undoable(ana.s, ana.clinic.id, desk.nora, made.id) == []


def test_several_are_closed_at_once_and_an_emergency_is_left(ana, case, desk, session, cast):
    bea = Life(session, cast.oak, enrol.add_patient(session, cast.oak, "Bea Birch").id)
    bea.checks_in(TODAY, WELL, reports=["unsafe"])

    def act(case, _patient):
        return closing.close(session, case, "known-already", desk.nora)

    done = several.each(session, ana.clinic, [ana.patient, bea.patient], act)
    session.commit()
    assert [(p.name, "urgent" in why) for p, why in done.left] == [("Bea Birch", True)]
    assert listed(ana) == ["help-now"]
    taken_back = undo.undoable(session, cast.oak, desk.nora, done.events[0].id)
    assert len(undo.take_back(session, taken_back, desk.nora)) == 1


def test_what_is_left_leaves_no_trace(ana, desk):
    ana.is_treated(ago(25))

    def act(case, _patient):
        return snooze.snooze(ana.s, case, None, "call-agreed", desk.nora, TODAY)

    done = several.each(ana.s, ana.clinic, [ana.patient], act)
    ana.s.commit()
    assert (done.events, len(done.left)) == ([], 1)
    assert ana.requests() == []
