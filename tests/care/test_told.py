"""What the patient says about the last treatment."""

from datetime import timedelta

import pytest

from pwa.care import treatment
from pwa.store.tables import Treatment
from tests.care.conftest import TODAY, ago
from tests.items import SEVERE


def told(answer, on=None):
    return {"last_treatment": {"answer": answer, "on": on.isoformat() if on else None}}


def live(life):
    rows = [row for row in life.rows(Treatment) if row.removed_at is None]
    return sorted((row.on, row.kind, row.source) for row in rows)


def test_a_treatment_that_was_told_counts_until_staff_say_otherwise(ana):
    ana.checks_in(TODAY, **told("no", ago(3)))
    (row,) = ana.rows(Treatment)
    assert (row.on, row.kind, row.source, row.confirmed_at) == (
        ago(3),
        "induction",
        "patient",
        None,
    )


def test_during_the_induction_it_is_one_more_of_it(ana):
    ana.is_treated(ago(6), "induction")
    ana.checks_in(TODAY, **told("no", ago(2)))
    assert live(ana)[-1] == (ago(2), "induction", "patient")


def test_later_it_is_a_booster(treated):
    treated.checks_in(TODAY, **told("no", ago(2)))
    assert live(treated)[-1] == (ago(2), "booster", "patient")


def test_it_is_taken_in_once(ana):
    item = ana.item(TODAY, **told("no", ago(3)))
    ana.sends(item, "0c5f0a31-6c53-4f38-9a3e-0f5f0c3f9b11")
    ana.sends(item, "0c5f0a31-6c53-4f38-9a3e-0f5f0c3f9b11")
    assert len(ana.rows(Treatment)) == 1


def test_the_check_in_is_advised_with_it(treated):
    receipt = treated.checks_in(TODAY, **told("no", ago(2)))
    assert receipt.advice["phase"] == "settling"


def test_it_answers_a_request_of_before(ana):
    ana.checks_in(ago(5), SEVERE)
    ana.checks_in(TODAY, **told("no", ago(3)))
    assert ana.asked() is None


def test_a_check_in_with_it_may_still_ask(ana):
    ana.checks_in(ago(5), SEVERE)
    ana.checks_in(TODAY, reports=["chest-pain"], **told("no", TODAY))
    assert ana.asked() == ("emergency-symptom", "urgent", TODAY)


@pytest.mark.parametrize("answer", ["yes", "unsure", "none", None])
def test_other_answers_change_nothing(ana, answer):
    ana.checks_in(TODAY, **told(answer, ago(3)))
    assert live(ana) == []


def test_no_without_a_day_changes_nothing(ana):
    assert ana.checks_in(TODAY, **told("no")).outcome == "new"
    assert live(ana) == []


def test_a_day_ahead_is_kept_for_staff(ana):
    ana.checks_in(TODAY, **told("no", TODAY + timedelta(days=1)))
    assert live(ana) == []
    assert "2026-04-28" in ana.kept()[0]


def test_a_day_that_has_one_is_kept_for_staff(ana):
    ana.is_treated(ago(3))
    ana.checks_in(TODAY, **told("no", ago(3)))
    assert live(ana) == [(ago(3), "booster", "staff")]
    assert "on record for that day" in ana.kept()[0]


def test_a_day_before_the_one_on_record_is_pointed_out(ana):
    ana.is_treated(ago(3))
    ana.checks_in(TODAY, **told("no", ago(9)))
    assert (ago(9), "booster", "patient") in live(ana)
    assert "2026-04-24 is on record" in ana.kept()[0]


def test_that_there_was_none_is_pointed_out_when_one_is_on_record(ana):
    ana.is_treated(ago(3))
    ana.checks_in(TODAY, **told("none"))
    assert "no treatment yet" in ana.kept()[0]


def test_staff_confirm_it(ana, cast):
    ana.checks_in(TODAY, **told("no", ago(3)))
    (row,) = ana.rows(Treatment)
    treatment.confirm(ana.s, row, by=cast.nora)
    ana.s.commit()
    (row,) = ana.rows(Treatment)
    assert (row.confirmed_by, row.confirmed_at is not None) == (cast.nora, True)


def test_staff_correct_it(ana, cast):
    ana.checks_in(TODAY, **told("no", ago(3)))
    (row,) = ana.rows(Treatment)
    treatment.correct(ana.s, row, by=cast.nora, on=ago(4))
    ana.s.commit()
    assert live(ana) == [(ago(4), "induction", "staff")]
    assert len(ana.rows(Treatment)) == 2
