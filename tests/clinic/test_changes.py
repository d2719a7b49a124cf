"""What changed after a treatment, from one score before it to one that speaks of the time since."""

from datetime import date

from pwa.clinic.changes import Change, Score, changes
from pwa.decision import Policy
from pwa.store.tables import CheckIn, Treatment
from tests.clinic.story import ago, answers_of

POLICY = Policy.from_values({})


def check_in(on: date, total: int) -> CheckIn:
    return CheckIn(on=on, answers=answers_of(total))


def treatment(on: date) -> Treatment:
    return Treatment(on=on, kind="booster")


def test_it_compares_the_last_before_with_the_first_that_speaks_of_after():
    scores = [check_in(ago(40), 9), check_in(ago(30), 14), check_in(ago(25), 8)]
    scores += [check_in(ago(20), 5), check_in(ago(10), 2)]
    found = changes(scores, [treatment(ago(28))], POLICY)
    assert found[ago(28)].before == Score(ago(30), 14)
    assert found[ago(28)].after == Score(ago(20), 5)
    assert found[ago(28)].by == -9


def test_it_does_not_reach_over_the_next_course():
    scores = [check_in(ago(60), 14), check_in(ago(10), 5)]
    found = changes(scores, [treatment(ago(48)), treatment(ago(24))], POLICY)
    assert set(found) == {ago(24)}


def test_it_takes_a_course_as_one():
    scores = [check_in(ago(40), 14), check_in(ago(30), 9), check_in(ago(10), 5)]
    found = changes(scores, [treatment(ago(day)) for day in (24, 31, 38)], POLICY)
    assert found == {ago(24): Change(Score(ago(40), 14), Score(ago(10), 5), 3)}


def test_it_takes_no_unfinished_check_in():
    blank = CheckIn(on=ago(29), answers=[3, None, 3, 3, 3, 3, 3])
    scores = [check_in(ago(35), 10), blank, check_in(ago(10), 5)]
    found = changes(scores, [treatment(ago(28))], POLICY)
    assert found[ago(28)].before == Score(ago(35), 10)


def test_it_is_silent_without_both():
    assert changes([check_in(ago(10), 5)], [treatment(ago(28))], POLICY) == {}
    assert changes([check_in(ago(30), 5)], [treatment(ago(28))], POLICY) == {}
    assert changes([], [], POLICY) == {}
