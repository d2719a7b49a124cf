from datetime import timedelta

import pytest

from pwa.care import plan, treatment
from pwa.errors import Conflict, Invalid
from pwa.store.tables import AdviceRecord, Treatment
from tests.care.conftest import TODAY, ago


def test_it_records_one_as_confirmed(ana):
    made = ana.is_treated(TODAY, "induction", planned=True)
    assert (made.on, made.kind, made.planned, made.source) == (TODAY, "induction", True, "staff")
    assert made.confirmed_at is not None


def test_it_judges_anew(ana):
    made = ana.is_treated(TODAY, "induction")
    (record,) = ana.rows(AdviceRecord)
    assert (record.trigger, record.trigger_id, record.on) == ("treatment", made.id, TODAY)
    assert record.output["phase"] == "induction"


def test_it_makes_the_plan_stale(ana):
    assert plan.current(ana.s, ana.patient, TODAY)["last_treatment"] is None
    ana.is_treated(ago(1))
    assert plan.current(ana.s, ana.patient, TODAY)["last_treatment"] == ago(1).isoformat()


def test_it_refuses_a_day_ahead_and_an_unknown_kind_at_once(ana):
    with pytest.raises(Invalid) as refused:
        treatment.record(ana.s, ana.patient, TODAY + timedelta(days=1), "massage")
    assert [fault.field for fault in refused.value.faults] == ["on", "kind"]


def test_today_is_the_patients_own(ana, clock):
    clock.shift(12 * 3600)  # 27 April, 23 in New York: already the 28th elsewhere
    with pytest.raises(Invalid):
        treatment.record(ana.s, ana.patient, TODAY + timedelta(days=1), "booster")
    ana.patient.timezone = "Europe/Dublin"
    assert treatment.record(ana.s, ana.patient, TODAY + timedelta(days=1), "booster")


def test_it_refuses_a_second_on_a_day(ana):
    ana.is_treated(TODAY)
    with pytest.raises(Conflict):
        ana.is_treated(TODAY)


def test_it_refuses_to_move_one_onto_another(ana):
    ana.is_treated(ago(2))
    other = ana.is_treated(ago(1))
    with pytest.raises(Conflict):
        treatment.correct(ana.s, other, on=ago(2))


def test_a_removed_one_makes_room(ana, cast):
    wrong = ana.is_treated(TODAY)
    treatment.remove(ana.s, wrong, by=cast.nora)
    assert ana.is_treated(TODAY, "induction")
    assert wrong.removed_by == cast.nora


def test_a_correction_leaves_the_old_row_on_record(ana, cast):
    wrong = ana.is_treated(ago(1))
    treatment.correct(ana.s, wrong, by=cast.nora, kind="induction", planned=True)
    ana.s.commit()
    rows = sorted(ana.rows(Treatment), key=lambda row: row.removed_at is None)
    assert [(row.on, row.kind, row.planned, row.removed_at is None) for row in rows] == [
        (ago(1), "booster", False, False),
        (ago(1), "induction", True, True),
    ]
