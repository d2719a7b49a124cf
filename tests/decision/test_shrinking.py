"""A benefit that lasts less long each time, and what a missing check-in asks for: at the edges."""

from types import SimpleNamespace

import pytest

from pwa.decision import Policy, since_treatment
from pwa.decision.rules import Urgency, shrinking_benefit, symptoms_back
from tests.decision.test_advise import ask

POLICY = Policy()


def course(returned=None, run=None, last=0):
    return SimpleNamespace(first=last, last=last, returned=returned, run=run)


def shrinking(now, since, oldest=50, middle=30):
    walk = SimpleNamespace(policy=POLICY, courses=[course(oldest), course(middle), now])
    return since_treatment._shrinking(walk, now, since)


@pytest.mark.parametrize(
    ("oldest", "middle", "percent", "limit"),
    [
        (50, 30, 67, 29),  # shorter than the one before
        (100, 99, 67, 67),  # and by a third
        (50, 49, 67, 33),  # in whole days
        (20, 19, 80, 13),  # and by a week
    ],
)
def test_it_shrinks_up_to_so_many_days(oldest, middle, percent, limit):
    policy = Policy(shrinking_percent=percent)
    found = since_treatment._shrinking_limit(oldest, middle, policy)
    assert (found, type(found)) == (limit, int)


@pytest.mark.parametrize(("first", "shrinks"), [(29, True), (30, False)])
def test_the_last_such_day_counts(first, shrinks):
    found = shrinking(course(run=SimpleNamespace(first=first)), since=first)
    assert found["shrinks_with_run"] is shrinks
    assert found["shrinks_from_today"] is shrinks


def test_once_it_has_returned_today_says_nothing_more_of_how_long_it_lasted():
    found = shrinking(course(returned=28), since=60)
    assert found["shrinks_from_today"] is True
    assert shrinking(course(returned=30), since=20)["shrinks_from_today"] is False


@pytest.mark.parametrize(("middle", "falls"), [(49, True), (50, False)])
def test_two_that_lasted_as_long_do_not_fall(middle, falls):
    assert bool(shrinking(course(), since=10, middle=middle)) is falls


def situation(total, **facts):
    standing = SimpleNamespace(shrinks_from_today=True, shrinks_with_run=False)
    answer = SimpleNamespace(total=total)
    said = {"responded": True, "run_is_confirmed": True, "policy": POLICY}
    return SimpleNamespace(answer=answer, standing=standing, **said, **facts)


@pytest.mark.parametrize(
    ("total", "urgency"), [(14, Urgency.ROUTINE), (15, Urgency.SOON), (16, Urgency.SOON)]
)
def test_what_is_back_and_severe_is_not_routine(total, urgency):
    assert symptoms_back(situation(total)) == urgency


@pytest.mark.parametrize(("is_new", "urgency"), [(True, Urgency.ROUTINE), (False, None)])
def test_a_run_that_goes_on_counts_from_its_own_beginning(is_new, urgency):
    assert shrinking_benefit(situation(9, run_is_new=is_new)) == urgency


@pytest.mark.parametrize(("age", "missed"), [(10, None), (11, "reminder"), (21, "contact")])
def test_what_a_day_without_a_check_in_asks_for(age, missed):
    walk = SimpleNamespace(policy=POLICY, full_days=[0], full_totals=[10])
    assert since_treatment._missed(walk, course(last=0), age) == missed


def test_a_reminder_is_what_the_advice_says_then():
    assert ask(32, ((14, 3), (21, 3))).action == "reminder"
