"""What comes after days offline is judged as of its own day, in the order of the days."""

from itertools import permutations

import pytest

from pwa.store.tables import AdviceRecord
from tests.care.conftest import RAISED, ago
from tests.items import SEVERE, WELL


def judged(life):
    return {
        row.on: row.output["headline"]
        for row in life.rows(AdviceRecord)
        if row.trigger == "check-in"
    }


def test_it_is_advised_as_of_its_own_day(treated):
    treated.checks_in(ago(40), SEVERE)
    (record,) = [row for row in treated.rows(AdviceRecord) if row.on == ago(40)]
    assert record.inputs["today"] == ago(40).isoformat()
    assert max(day["on"] for day in record.inputs["check_ins"]) == ago(40).isoformat()


def test_it_opens_a_request_when_nothing_came_since(ana):
    ana.checks_in(ago(40), SEVERE)
    assert ana.asked() == ("severe-score", "soon", ago(40))


def test_it_opens_none_after_a_later_contact(ana):
    ana.is_called(ago(39))
    ana.checks_in(ago(40), SEVERE)
    assert ana.asked() is None


def test_it_opens_one_after_a_contact_before_it(ana):
    ana.is_called(ago(50))
    ana.checks_in(ago(40), SEVERE)
    assert ana.asked() is not None


def test_it_opens_none_after_a_later_treatment(ana):
    ana.is_treated(ago(39), "induction")
    ana.checks_in(ago(40), SEVERE)
    assert ana.asked() is None


def test_it_opens_none_after_a_later_full_check_in_that_asks_nothing(ana):
    ana.checks_in(ago(33), WELL)
    ana.checks_in(ago(40), SEVERE)
    assert ana.asked() is None


def test_it_opens_one_when_only_an_unfinished_one_came_since(ana):
    ana.checks_in(ago(33), [None, *WELL[1:]])
    ana.checks_in(ago(40), SEVERE)
    assert ana.asked() == ("severe-score", "soon", ago(40))


def test_it_opens_none_when_an_unfinished_one_came_after_the_contact(ana):
    ana.is_called(ago(35))
    ana.checks_in(ago(33), [None, *WELL[1:]])
    ana.checks_in(ago(40), SEVERE)
    assert ana.asked() is None


def test_a_later_check_in_asks_once_the_one_before_it_is_here(treated):
    treated.checks_in(ago(7), RAISED)
    assert treated.asked() is None
    treated.checks_in(ago(14), RAISED)
    assert treated.asked() == ("symptoms-back", "routine", ago(7))


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_arrival_changes_nothing_of_what_is_asked(treated, order):
    sent = [(ago(16), RAISED), (ago(8), RAISED), (ago(1), RAISED)]
    for position in order:
        treated.checks_in(*sent[position])
    rule, urgency, _ = treated.asked()
    assert (rule, urgency) == ("symptoms-back", "routine")


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_nor_of_what_is_asked_no_more(ana, order):
    sent = [(ago(16), SEVERE), (ago(8), WELL), (ago(1), WELL)]
    for position in order:
        ana.checks_in(*sent[position])
    assert ana.asked() is None


def test_each_keeps_the_advice_of_its_own_moment(treated):
    treated.checks_in(ago(7), RAISED)
    treated.checks_in(ago(14), RAISED)
    assert {ago(7): None, ago(14): None}.items() <= judged(treated).items()


def test_it_opens_nothing_again_that_a_contact_has_answered_that_day(ana):
    ana.checks_in(ago(2), reports=["urine-pain"])
    ana.is_called(ago(2))
    ana.checks_in(ago(5), WELL)
    assert ana.asked() is None


def test_a_contact_of_its_own_day_does_not_answer_one_that_comes_after_it(ana):
    ana.is_called(ago(2))
    ana.checks_in(ago(2), reports=["urine-pain"])
    ana.is_called(ago(4))
    assert ana.asked() == ("side-effect", "soon", ago(2))
