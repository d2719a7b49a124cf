"""A request stays until a contact, a treatment, or a later full check-in that asks no more."""

import pytest
from sqlalchemy.exc import IntegrityError

from pwa.care import request, treatment
from pwa.store.tables import AdviceRecord, Request
from tests.care.conftest import BLANK, TODAY, ago
from tests.items import SEVERE, WELL


def test_it_opens_with_what_asked(ana):
    ana.checks_in(TODAY, SEVERE)
    (opened,) = ana.requests()
    record = ana.s.get_one(AdviceRecord, (opened.clinic_id, opened.advice_id))
    assert (opened.rule, opened.urgency, opened.on) == ("severe-score", "soon", TODAY)
    assert (record.output["headline"], record.on) == ("severe-score", TODAY)


def test_it_does_not_open_for_what_asks_nothing(treated):
    treated.checks_in(TODAY)
    assert treated.requests() == []


def test_it_stays_over_days_without_a_check_in(ana, clock):
    ana.checks_in(TODAY, SEVERE)
    clock.shift(60 * 86_400)
    assert ana.asked() == ("severe-score", "soon", TODAY)


def test_it_stays_after_an_unfinished_check_in(ana):
    ana.checks_in(ago(1), SEVERE)
    ana.checks_in(TODAY, BLANK)
    assert ana.asked() == ("severe-score", "soon", ago(1))


def test_it_ends_with_a_later_full_check_in_that_asks_no_more(ana):
    ana.checks_in(ago(7), SEVERE)
    ana.checks_in(TODAY, WELL)
    (closed,) = ana.requests()
    assert (closed.closed_by, closed.closed_at is not None) == ("check-in", True)


def test_it_ends_with_a_full_check_in_given_later_that_day(ana):
    ana.checks_in(TODAY, SEVERE)
    ana.checks_in(TODAY, WELL)
    assert ana.asked() is None


def test_it_stays_after_an_earlier_check_in_that_comes_late(ana):
    ana.checks_in(TODAY, SEVERE)
    ana.checks_in(ago(3), WELL)
    assert ana.asked()[2] == TODAY


def test_there_is_one_at_a_time(ana):
    ana.checks_in(ago(7), SEVERE)
    ana.checks_in(TODAY, SEVERE)
    assert [(row.on, row.closed_at) for row in ana.requests()] == [(ago(7), None)]


def test_it_becomes_the_more_urgent_one(ana):
    ana.checks_in(ago(7), SEVERE)
    ana.checks_in(TODAY, SEVERE, reports=["unsafe"])
    assert ana.asked() == ("help-now", "urgent", ago(7))


def test_it_never_becomes_the_less_urgent_one(ana):
    ana.checks_in(ago(1), SEVERE, reports=["chest-pain"])
    ana.checks_in(TODAY, SEVERE)
    assert ana.asked() == ("emergency-symptom", "urgent", ago(1))


@pytest.mark.parametrize("outcome", ["reached", "patient-called"])
def test_a_contact_that_reached_somebody_ends_it(ana, outcome):
    ana.checks_in(TODAY, SEVERE)
    call = ana.is_called(outcome=outcome)
    (closed,) = ana.requests()
    assert (closed.closed_by, closed.contact_id) == ("contact", call.id)


@pytest.mark.parametrize("outcome", ["no-answer", "message-left", "wrong-number"])
def test_an_attempt_does_not_end_it(ana, outcome):
    ana.checks_in(TODAY, SEVERE)
    ana.is_called(outcome=outcome)
    assert ana.asked() == ("severe-score", "soon", TODAY)


def test_a_contact_before_it_does_not_end_it(ana):
    ana.checks_in(ago(1), SEVERE)
    ana.is_called(ago(2))
    assert ana.asked() is not None


def test_a_treatment_ends_it(ana):
    ana.checks_in(ago(1), SEVERE)
    ana.is_treated(TODAY)
    (closed,) = ana.requests()
    assert closed.closed_by == "treatment"


def test_a_treatment_before_it_does_not_end_it(ana):
    ana.checks_in(ago(1), SEVERE)
    ana.is_treated(ago(2))
    assert ana.asked() is not None


def test_a_contact_that_is_told_late_leaves_what_was_asked_after_it(ana):
    ana.checks_in(ago(9), SEVERE)
    ana.checks_in(ago(1), SEVERE, reports=["unsafe"])
    ana.is_called(ago(5))
    assert ana.asked() == ("help-now", "urgent", ago(9))


def test_a_new_one_may_open_after_it_ended(ana):
    ana.checks_in(ago(20), SEVERE)
    ana.is_called(ago(20))
    ana.checks_in(TODAY, SEVERE)
    assert [row.on for row in ana.requests() if row.closed_at is None] == [TODAY]


def test_taking_a_treatment_back_opens_what_it_had_ended(ana):
    ana.checks_in(ago(1), SEVERE)
    wrong = ana.is_treated(TODAY)
    treatment.remove(ana.s, wrong)
    ana.s.commit()
    assert ana.asked() == ("severe-score", "soon", ago(1))


def test_taking_a_treatment_back_opens_nothing_after_a_contact(ana):
    wrong = ana.is_treated(ago(9))
    ana.checks_in(ago(1), SEVERE)
    ana.is_called(ago(1))
    treatment.remove(ana.s, wrong)
    ana.s.commit()
    assert ana.asked() is None


def test_a_treatment_on_record_too_late_lets_the_newest_check_in_ask(treated):
    wrong = treated.is_treated(ago(2))
    treated.checks_in(TODAY, [2, 2, 2, 1, 1, 1, 1])
    treated.s.execute(Request.__table__.delete())
    treated.s.commit()
    treatment.remove(treated.s, wrong)
    treated.s.commit()
    assert treated.asked() is not None


def test_the_database_holds_one_open_request(ana, session):
    ana.checks_in(TODAY, SEVERE)
    first = request.open_of(session, ana.patient)
    session.add(
        Request(**first.model_dump(exclude={"id"})),
    )
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        session.flush()
