"""The plan in words as a phone gets it, and what changed since the plan before."""

from pwa.care import overview, policy
from tests.care.conftest import TODAY, ago
from tests.items import WELL


def told(life):
    said = overview.of(life.s, life.patient, life.clinic)
    life.s.commit()
    return said


def changed(life):
    return told(life)["summary"]["changed"]


def publish(life, **values):
    policy.publish(life.s, life.clinic.id, values, None, "Test", None)
    life.s.commit()


def test_it_comes_with_the_plan_and_ends_with_it(ana):
    said = told(ana)
    assert said["summary"]["from"] == said["plan"]["from"]
    assert said["summary"]["periods"][-1]["to"] == said["plan"]["days"]


def test_a_clinic_that_keeps_the_plan_to_itself_sends_no_summary(ana):
    ana.clinic.shows_plan = False
    assert told(ana)["summary"] is None


def test_the_first_plan_has_changed_nothing(ana):
    assert changed(ana) is None


def test_a_check_in_is_no_change(treated):
    told(treated)
    treated.checks_in(TODAY)
    assert changed(treated) is None


def test_a_treatment_is_told(treated):
    told(treated)
    treated.is_treated(ago(1))
    assert changed(treated) == "The clock starts again: treatment on Sunday, April 26."


def test_a_changed_limit_is_told_as_it_changes_this_plan(treated):
    told(treated)
    publish(treated, return_readings=1)
    assert changed(treated) == (
        "Your clinic changed a limit: a call is asked for at 8 instead of 10."
    )


def test_a_check_in_at_the_same_time_is_not_taken_for_a_change_of_limits(treated):
    told(treated)
    treated.checks_in(TODAY, [2, 1, 1, 1, 1, 1, 1])
    publish(treated, frequent_sessions_max=5)
    assert changed(treated) is None


def test_a_contact_is_told(treated):
    told(treated)
    treated.is_called(TODAY)
    assert changed(treated) == "You contacted your clinic on Monday, April 27."


def test_it_is_told_for_a_week_on_every_phone(treated, at):
    told(treated)
    treated.is_treated(ago(1))
    line = changed(treated)
    at(ago(-6))
    treated.checks_in(ago(-6), WELL)
    assert changed(treated) == line
    at(ago(-7))
    assert changed(treated) is None


def test_a_plan_from_before_contacts_were_noted_tells_of_none(treated):
    treated.is_called(ago(1))
    body = told(treated)["plan"]
    del body["contact"]
    treated.checks_in(TODAY)
    assert changed(treated) is None
