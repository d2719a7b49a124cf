"""What only the plan asks, on a day without a check-in: a case as soon as staff act on it."""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from pwa.care import advice, clock, history, plan, policy, programme, request
from pwa.care.case.codes import DUE
from pwa.care.webhooks import outbox
from pwa.decision import Advice, Policy, advise
from pwa.errors import NotFound
from pwa.store.tables import Patient, Request, StoredPlan


class Planned(NamedTuple):
    """The rule that asks, how urgently, and the advice it stands in."""

    rule: str
    urgency: str
    advice: Advice


def asks(s: Session, patient: Patient, limits: Policy, today: date) -> Planned | None:
    """What is asked of a patient today without a check-in. Only reads."""
    made = advise(history.of(s, patient).timeline(), limits, today)
    rule = plan.asking_rule(made.fired, made.headline, programme.of(patient, today).is_on)
    if rule is None or not advice.asks(made):
        return None
    return Planned(rule, plan.urgency_of(rule), made)


def case_of(s: Session, patient: Patient, today: date) -> Request:
    """The patient's open case; one is made when only the plan asks. NotFound if nothing asks."""
    hold(s, patient)
    return request.open_of(s, patient) or _open(s, patient, today)


def hold(s: Session, patient: Patient) -> None:
    """Whoever else acts on this patient waits until we have committed."""
    mine = (Patient.clinic_id == patient.clinic_id, Patient.id == patient.id)
    s.exec(select(Patient.id).where(*mine).with_for_update()).one()


def _open(s: Session, patient: Patient, today: date) -> Request:
    limits = policy.limits(s, patient.clinic_id)
    found = asks(s, patient, limits[1], today)
    if found is None:
        raise NotFound("Nothing is asked of this patient any more.")
    past = history.of(s, patient)
    record_id = advice.record(s, patient, past, limits, today, found.advice, ("plan", None))
    case = Request(
        clinic_id=patient.clinic_id,
        patient_id=patient.id,
        advice_id=record_id,
        rule=found.rule,
        urgency=found.urgency,
        on=_since(s, patient, today),
        opened_at=clock.now(),
        due_at=clock.now() + DUE[found.urgency],
    )
    s.add(case)
    s.flush()
    outbox.tell_case(s, case, "contact.requested")
    return case


def _since(s: Session, patient: Patient, today: date) -> date:
    """The day from which a plan that still holds has asked."""
    number, _ = policy.limits(s, patient.clinic_id)
    kept = s.exec(
        select(col(StoredPlan.asks_on)).where(
            StoredPlan.clinic_id == patient.clinic_id,
            StoredPlan.patient_id == patient.id,
            StoredPlan.changes == patient.changes,
            StoredPlan.policy_number == number,
        )
    ).first()
    return min(kept, today) if kept else today
