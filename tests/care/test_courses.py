"""A protocol laid out for a patient, followed, changed and ended."""

from datetime import date

import pytest

from pwa.care import appointment, course, plan, protocols, rhythm
from pwa.care.course import CHECK_IN
from pwa.errors import Conflict, Invalid, NotFound
from pwa.store.db import enter
from pwa.store.tables import Appointment, CoursePlan, Protocol
from tests.care.conftest import TODAY, ago


@pytest.fixture
def six(ana) -> Protocol:
    """Six sessions in three weeks."""
    return protocols.of_clinic(ana.s, ana.clinic.id)[0]


@pytest.fixture
def followed(ana, six) -> CoursePlan:
    """From tomorrow on: treatments on days 1, 4, 8, 11, 15, 18, a check-in on day 1 and weekly."""
    made = course.follow(ana.s, ana.patient, six, ago(-1), 3, 7, "nora")
    ana.s.commit()
    return made


def booked(ana) -> list[int]:
    """Days from today to each appointment."""
    found = [(row.on - TODAY).days for row in appointment.booked_of(ana.s, ana.patient)]
    ana.s.commit()
    return found


def check_ins(made: CoursePlan) -> list[int]:
    return [(date.fromisoformat(day) - TODAY).days for day in made.check_ins]


def following(ana, today=TODAY):
    found = rhythm.next_check_in(ana.s, ana.patient, ana.clinic, today)
    ana.s.commit()
    return found.due, found.by


def test_looking_writes_nothing(ana, six):
    days = course.preview(ana.s, ana.patient, six, ago(-1), 3, 7)
    ana.s.commit()
    assert [(day.on, day.what) for day in days[:3]] == [
        (ago(-1), CHECK_IN),
        (ago(-1), "induction"),
        (ago(-4), "induction"),
    ]
    assert not any(day.skipped for day in days)
    assert booked(ana) == []
    assert ana.rows(CoursePlan) == []


def test_it_is_laid_out_as_appointments_and_check_ins(ana, followed):
    assert booked(ana) == [1, 4, 8, 11, 15, 18]
    assert check_ins(followed) == [1, 8, 15, 22, 29, 36, 43]
    assert {(row.kind, row.course_id) for row in ana.rows(Appointment)} == {
        ("induction", followed.id)
    }


def test_a_course_under_way_is_taken_up_from_today_on(ana, six):
    ana.is_treated(ago(10), "induction")
    appointment.book(ana.s, ana.patient, ago(-4))
    days = course.preview(ana.s, ana.patient, six, ago(10), 3, 7)
    skipped = {(TODAY - day.on).days: day.skipped for day in days if day.what == "induction"}
    assert skipped == {10: "given", 7: "past", 3: "past", 0: None, -4: "booked", -7: None}
    made = course.follow(ana.s, ana.patient, six, ago(10), 3, 7)
    assert booked(ana) == [0, 4, 7]
    assert check_ins(made)[0] == 4


def test_two_courses_cannot_go_on_at_once(ana, six, followed):
    with pytest.raises(Conflict, match="going on"):
        course.follow(ana.s, ana.patient, six, ago(-60), 3, 7)


def test_one_whose_days_are_over_makes_room(ana, six, followed, at):
    at(ago(-60))
    course.follow(ana.s, ana.patient, six, ago(-60), 3, 7)
    ana.s.commit()
    assert (followed.ended_why, followed.ended_at is None) == ("completed", False)


def test_what_lies_outside_is_refused(ana, six):
    for starts_on, rounds, every, field in (
        (ago(91), 3, 7, "starts_on"),
        (ago(-731), 3, 7, "starts_on"),
        (ago(-729), 3, 7, "rounds"),
        (TODAY, 4, 7, "rounds"),
        (TODAY, 3, 8, "every"),
    ):
        with pytest.raises(Invalid) as refused:
            course.follow(ana.s, ana.patient, six, starts_on, rounds, every)
        assert [fault.field for fault in refused.value.faults] == [field]


def test_a_day_is_moved_and_moved_back(ana, followed):
    course.move_day(ana.s, ana.patient, followed, ago(-4), ago(-5), "induction")
    course.move_day(ana.s, ana.patient, followed, ago(-8), ago(-9), CHECK_IN)
    assert booked(ana)[:3] == [1, 5, 8]
    assert check_ins(followed)[:2] == [1, 9]
    course.move_day(ana.s, ana.patient, followed, ago(-5), ago(-4), "induction")
    course.move_day(ana.s, ana.patient, followed, ago(-9), ago(-8), CHECK_IN)
    assert booked(ana) == [1, 4, 8, 11, 15, 18]
    assert check_ins(followed)[:2] == [1, 8]


def test_a_day_is_taken_away_and_added_again(ana, followed):
    course.remove_day(ana.s, ana.patient, followed, ago(-4), "induction")
    course.remove_day(ana.s, ana.patient, followed, ago(-8), CHECK_IN)
    assert 4 not in booked(ana)
    assert 8 not in check_ins(followed)
    course.add_day(ana.s, ana.patient, followed, ago(-4), "induction")
    course.add_day(ana.s, ana.patient, followed, ago(-8), CHECK_IN)
    assert booked(ana) == [1, 4, 8, 11, 15, 18]
    assert check_ins(followed) == [1, 8, 15, 22, 29, 36, 43]


def test_no_day_is_planned_twice_or_in_the_past(ana, followed):
    for what in ("induction", CHECK_IN):
        with pytest.raises(Conflict):
            course.add_day(ana.s, ana.patient, followed, ago(-1), what)
        with pytest.raises(Invalid):
            course.add_day(ana.s, ana.patient, followed, ago(1), what)
        with pytest.raises(NotFound):
            course.remove_day(ana.s, ana.patient, followed, ago(-2), what)
    with pytest.raises(Invalid):
        course.add_day(ana.s, ana.patient, followed, ago(-2), "massage")


def test_its_end_cancels_what_is_to_come_and_keeps_what_was(ana, followed, at):
    at(ago(-5))
    course.end(ana.s, ana.patient, followed, "patient-stopped", "Felt well")
    ana.s.commit()
    assert booked(ana) == [1, 4]
    assert followed.ended_why == "patient-stopped: Felt well"
    with pytest.raises(Conflict, match="has ended"):
        course.add_day(ana.s, ana.patient, followed, ago(-30), CHECK_IN)


def test_its_end_can_be_taken_back(ana, followed, clock):
    course.remove_day(ana.s, ana.patient, followed, ago(-4), "induction")
    ana.s.commit()
    clock.shift(60)
    course.end(ana.s, ana.patient, followed, "mistake")
    ana.s.commit()
    appointment.book(ana.s, ana.patient, ago(-8))
    course.resume(ana.s, ana.patient, followed)
    ana.s.commit()
    assert booked(ana) == [1, 8, 11, 15, 18]
    assert followed.ended_at is None


def test_it_ends_for_a_reason_on_the_list(ana, followed):
    with pytest.raises(Invalid, match="reason"):
        course.end(ana.s, ana.patient, followed, "boredom")


def test_the_phone_is_given_a_new_plan(ana, six):
    plan.current(ana.s, ana.patient, TODAY)
    made = course.follow(ana.s, ana.patient, six, TODAY, 3, 7)
    assert plan.fresh(ana.s, ana.patient, TODAY) is None
    plan.current(ana.s, ana.patient, TODAY)
    course.remove_day(ana.s, ana.patient, made, TODAY, CHECK_IN)
    assert plan.fresh(ana.s, ana.patient, TODAY) is None


def test_the_next_check_in_is_the_planned_one(ana, followed):
    ana.checks_in(ago(1))
    assert following(ana) == (ago(-8), "course")
    course.move_day(ana.s, ana.patient, followed, ago(-8), ago(-9), CHECK_IN)
    assert following(ana) == (ago(-9), "course")
    course.move_day(ana.s, ana.patient, followed, ago(-9), ago(-12), CHECK_IN)
    assert following(ana) == (ago(-6), "later")


def test_after_its_end_the_rhythm_holds_again(ana, followed):
    ana.checks_in(ago(1))
    course.end(ana.s, ana.patient, followed, "completed")
    assert following(ana) == (ago(-6), "later")


def test_who_has_never_checked_in_is_asked_as_before(ana, followed):
    assert following(ana)[1] == "first"


def test_its_days_say_what_took_place(ana, followed, at):
    at(ago(-5))
    ana.is_treated(ago(-1), "induction", planned=True)
    ana.checks_in(ago(-1))
    days = course.days_of(ana.s, ana.patient, followed, [ago(-1)])
    assert [day.took_place for day in days[:3]] == [True, True, False]


def test_a_protocol_is_changed_by_a_new_one(ana, six, followed):
    values = protocols.read(six)._asdict() | {"apart_days": 2}
    made = protocols.replace(ana.s, six, "Six, closer", values)
    ana.s.commit()
    names = [row.name for row in protocols.of_clinic(ana.s, ana.clinic.id)]
    assert "Six sessions in three weeks" not in names
    assert names[-1] == "Six, closer"
    assert protocols.read(made).apart_days == 2
    protocols.bring_back(ana.s, protocols.find(ana.s, ana.clinic.id, six.id))
    names = [row.name for row in protocols.of_clinic(ana.s, ana.clinic.id)]
    assert names[0] == "Six sessions in three weeks"


def test_a_protocol_names_all_its_faults(ana):
    with pytest.raises(Invalid) as refused:
        protocols.add(ana.s, ana.clinic.id, " ", {"kind": "booster"})
    assert {"name", "together", "rounds_to"} <= {fault.field for fault in refused.value.faults}


def test_a_protocol_is_its_clinics(ana, cast):
    enter(ana.s, cast.elm)
    elms = protocols.of_clinic(ana.s, cast.elm)[0]
    enter(ana.s, cast.oak)
    assert protocols.find(ana.s, cast.oak, elms.id) is None
