"""Whatever happens to a patient, the lists know what they would know by looking at everything."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from sqlmodel import col, select

from pwa.care import enrol, listed, plan, policy, programme, worklist
from pwa.care.worklist.candidate import out_of_date
from pwa.decision.plan import DAYS_AHEAD
from pwa.store.tables import CheckIn, Patient, StoredPlan, Treatment
from tests.care.conftest import BLANK, TODAY, Life, ago

ACTS = {
    "check-in": lambda life, days: life.checks_in(ago(days)),
    "unfinished": lambda life, days: life.checks_in(ago(days), BLANK),
    "treated": lambda life, days: life.is_treated(ago(days)) if not treated(life, days) else None,
    "called": lambda life, days: life.is_called(ago(days)),
    "paused": lambda life, days: programme.pause(life.s, life.patient, ago(-days - 1), TODAY),
    "stopped": lambda life, _: programme.stop(life.s, life.patient),
    "started": lambda life, _: programme.start_again(life.s, life.patient, TODAY),
    "archived": lambda life, _: enrol.archive_patient(life.s, life.patient),
    "back": lambda life, _: enrol.bring_back(life.s, life.patient),
    "edited": lambda life, days: enrol.edit_patient(life.s, life.patient, baseline=days % 22),
    "planned": lambda life, days: plan.current(life.s, life.patient, ago(days)),
    "published": lambda life, days: policy.publish(
        life.s, life.clinic.id, {"missed_contact_days": 21 + days % 20}, None, "", None
    ),
}


def treated(life, days):
    return any(row.on == ago(days) for row in life.rows(Treatment))


def patient_of(life):
    chosen = select(Patient).where(Patient.id == life.patient.id)
    found = life.s.exec(chosen.execution_options(populate_existing=True)).one()
    life.s.commit()
    return found


def heard_on(patient, check_ins):
    if patient.archived_at or patient.stopped_at:
        return None
    since = max((row.on for row in check_ins), default=patient.created_at.date())
    return max(since, patient.paused_until or since)


def is_out_of_date(life, patient):
    """As it was asked before there were columns: by all that is on record."""
    number, _ = policy.limits(life.s, life.clinic.id)
    stored = next(iter(life.rows(StoredPlan)), None)
    holds = stored and (stored.changes, stored.policy_number) == (patient.changes, number)
    is_old = holds and stored.compiled_on < TODAY - timedelta(days=DAYS_AHEAD)
    return not patient.archived_at and (not holds or is_old)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 100)), max_size=9))
def test_what_lists_read_is_what_is_on_record(ana, acts):
    life = Life(ana.s, ana.clinic.id, enrol.add_patient(ana.s, ana.clinic.id, "Cem Cedar").id)
    for name, days in acts:
        ACTS[name](life, days)
        life.s.commit()
        patient = patient_of(life)
        assert patient.heard_on == heard_on(patient, life.rows(CheckIn)), name
        late = {one.id for one in out_of_date(life.s, life.clinic, TODAY, 99)}
        assert (patient.id in late) == is_out_of_date(life, patient), name
        assert listed.wrong(life.s, life.clinic.id, "")[0] == []


def test_no_more_are_looked_at_than_are_shown(ana, session, cast):
    for name in ("Bea Birch", "Cem Cedar", "Dan Dogwood"):
        life = Life(session, cast.oak, enrol.add_patient(session, cast.oak, name).id)
        life.checks_in(ago(len(name)))
        life.checks_in(ago(30 + len(name)))
    ana.checks_in(ago(50))
    shown = worklist.not_heard_from(session, ana.clinic, TODAY, 1, frozenset({ana.patient.id}))
    assert [(row.patient.name, row.days) for row in shown] == [("Dan Dogwood", 11)]


def test_what_is_wrong_is_seen_and_put_right(ana, session, cast):
    ana.checks_in(ago(3))
    wrong = {"heard_on": ago(40), "unplanned_since": None, "reference_index": "x.y"}
    for name, value in wrong.items():
        mine = update(Patient).where(col(Patient.id) == cast.ana)
        session.execute(mine.values({name: value}))
        session.commit()
        session.expire_all()
        assert listed.wrong(session, cast.oak, "") == ([cast.ana], cast.ana)
        listed.put_right(session, cast.oak, [cast.ana])
        session.commit()
        assert listed.wrong(session, cast.oak, "") == ([], cast.ana)
    assert listed.wrong(session, cast.oak, cast.ana) == ([], None)
