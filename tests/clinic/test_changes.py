"""What changed after a treatment, from one score before it to one that speaks of the time since."""

from datetime import date

from pwa.clinic.changes import Score, changes
from pwa.decision import Policy
from pwa.store.tables import CheckIn, Treatment
from tests.clinic.story import ago, answers_of

POLICY = Policy.from_values({})


def check_in(on: date, total: int) -> CheckIn:
    return CheckIn(on=on, answers=answers_of(total))


def treatment(name: str, on: date) -> Treatment:
    return Treatment(id=name, on=on, kind="booster")


def test_it_compares_the_last_before_with_the_first_that_speaks_of_after():
    scores = [check_in(ago(40), 9), check_in(ago(30), 14), check_in(ago(25), 8)]
    scores += [check_in(ago(20), 5), check_in(ago(10), 2)]
    found = changes(scores, [treatment("one", ago(28))], POLICY)
    assert found["one"].before == Score(ago(30), 14)
    assert found["one"].after == Score(ago(20), 5)
    assert found["one"].by == -9


def test_it_does_not_reach_over_the_next_treatment():
    scores = [check_in(ago(30), 14), check_in(ago(10), 5)]
    found = changes(scores, [treatment("one", ago(28)), treatment("two", ago(24))], POLICY)
    assert set(found) == {"two"}


def test_it_takes_no_unfinished_check_in():
    blank = CheckIn(on=ago(29), answers=[3, None, 3, 3, 3, 3, 3])
    scores = [check_in(ago(35), 10), blank, check_in(ago(10), 5)]
    found = changes(scores, [treatment("one", ago(28))], POLICY)
    assert found["one"].before == Score(ago(35), 10)


def test_it_is_silent_without_both():
    assert changes([check_in(ago(10), 5)], [treatment("one", ago(28))], POLICY) == {}
    assert changes([check_in(ago(30), 5)], [treatment("one", ago(28))], POLICY) == {}
    assert changes([], [], POLICY) == {}
