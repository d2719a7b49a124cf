"""What is asked about a patient, with everything that a card tells of it. It only reads."""

from datetime import date
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from pwa.care import advice, patients, policy, request
from pwa.care.case import planned
from pwa.care.case.reasons import Reason, level_of, reason
from pwa.decision import total
from pwa.store.tables import AdviceRecord, CheckIn, Patient, PolicyVersion, Request


class Score(NamedTuple):
    """A check-in; `points` is None when it was not finished."""

    on: date
    points: int | None


class Asked(NamedTuple):
    """A request, or what only the plan asks: then there is no case yet."""

    rule: str
    urgency: str
    reason: Reason
    level: str
    treated_on: date | None
    limits: PolicyVersion
    last: Score | None
    timezone: str
    case: Request | None


def asked_of(s: Session, patient: Patient) -> Asked | None:
    """None when nothing is asked."""
    case = request.open_of(s, patient)
    return _of_case(s, patient, case) if case else _of_plan(s, patient)


def _of_case(s: Session, patient: Patient, case: Request) -> Asked:
    record = s.get_one(AdviceRecord, (case.clinic_id, case.advice_id))
    limits = policy.version(s, case.clinic_id, record.policy_number)
    said = advice.recompute(record)
    why = reason(said, case.rule, record.on)
    return _asked(s, patient, (case.rule, case.urgency, why), said.facts, limits, case)


def _of_plan(s: Session, patient: Patient) -> Asked | None:
    today = patients.today_of(s, patient)
    version, limits = policy.current(s, patient.clinic_id)
    found = planned.asks(s, patient, limits, today)
    if found is None:
        return None
    why = reason(found.advice, found.rule, today)
    of = (found.rule, found.urgency, why)
    return _asked(s, patient, of, found.advice.facts, version, None)


def _asked(
    s: Session,
    patient: Patient,
    of: tuple[str, str, Reason],
    facts: dict[str, Any],
    limits: PolicyVersion,
    case: Request | None,
) -> Asked:
    treated = facts["treated_on"]
    return Asked(
        *of,
        level_of(facts),
        date.fromordinal(treated) if treated else None,
        limits,
        _last(s, patient),
        patients.timezone_of(s, patient),
        case,
    )


def _last(s: Session, patient: Patient) -> Score | None:
    mine = (CheckIn.clinic_id == patient.clinic_id, CheckIn.patient_id == patient.id)
    newest = (col(CheckIn.on).desc(), col(CheckIn.seq).desc())
    found = s.exec(
        select(col(CheckIn.on), col(CheckIn.answers)).where(*mine).order_by(*newest).limit(1)
    )
    return next((Score(on, total(answers)) for on, answers in found), None)
