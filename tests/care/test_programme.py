"""Pausing, stopping and starting again, as the clinic and the phone see it."""

import pytest

from pwa.care import erase, overview, programme, worklist
from tests.care.conftest import TODAY, ago
from tests.items import SEVERE


def silent(life, today=TODAY):
    rows = worklist.not_heard_from(life.s, life.clinic, today, 9)
    life.s.commit()
    return [row.patient.id for row in rows]


def called(life):
    rows = worklist.to_call(life.s, life.clinic, TODAY)
    life.s.commit()
    return [row.rule for row in rows]


def away(life, today=TODAY):
    rows = programme.away(life.s, life.clinic, today, 9)
    life.s.commit()
    return [(patient.id, part.state) for patient, part in rows]


def pause(life, until):
    programme.pause(life.s, life.patient, until, TODAY)
    life.s.commit()


def stop(life):
    programme.stop(life.s, life.patient)
    life.s.commit()


def test_who_has_paused_is_shown_as_paused_and_not_as_silent(ana):
    ana.checks_in(ago(30))
    assert silent(ana) == [ana.patient.id]
    pause(ana, ago(-10))
    assert (silent(ana), away(ana)) == ([], [(ana.patient.id, "paused")])


def test_after_the_pause_silence_counts_anew(ana):
    ana.checks_in(ago(30))
    pause(ana, ago(-10))
    assert (silent(ana, ago(-20)), away(ana, ago(-20))) == ([], [])
    assert silent(ana, ago(-21)) == [ana.patient.id]


@pytest.mark.parametrize("leave", [stop, lambda life: pause(life, ago(-10))])
def test_nobody_is_called_for_missed_check_ins_who_is_away(ana, leave):
    ana.is_treated(ago(25))
    assert called(ana) == ["missed-check-ins"]
    leave(ana)
    assert called(ana) == []


def test_what_a_check_in_asks_for_stays_on_the_list(ana):
    stop(ana)
    ana.checks_in(ago(1), SEVERE)
    assert called(ana) == ["severe-score"]


def test_other_reasons_to_call_stay(ana):
    for day in (24, 20, 16, 12, 8):
        ana.is_treated(ago(day))
    stop(ana)
    assert called(ana) == ["too-frequent"]


def test_the_phone_is_told(ana):
    stop(ana)
    said = overview.of(ana.s, ana.patient, ana.clinic)
    assert said["programme"]["state"] == "stopped"
    assert said["next_check_in"] is None
    assert "missed-check-ins" not in said["asks_without_check_in"]


def test_starting_again_ends_a_stop_and_a_pause(ana):
    stop(ana)
    programme.start_again(ana.s, ana.patient, TODAY)
    assert programme.of(ana.patient, TODAY).is_on
    pause(ana, ago(-10))
    programme.start_again(ana.s, ana.patient, TODAY)
    assert programme.of(ana.patient, TODAY).is_on
    programme.start_again(ana.s, ana.patient, TODAY)
    assert away(ana) == []


def test_a_pause_ends_a_stop(ana):
    stop(ana)
    pause(ana, ago(-10))
    assert away(ana) == [(ana.patient.id, "paused")]


def test_staff_see_who_asked_for_deletion(ana):
    erase.ask(ana.s, ana.patient)
    ana.s.commit()
    assert erase.waiting(ana.s, ana.clinic, 9) == [ana.patient]
