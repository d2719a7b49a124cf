"""The plan that a phone carries. Who writes counts a change, who reads compiles it anew."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, bindparam, delete, update
from sqlmodel import Session, col, select

from pwa.care import changed, clock, crisis, history, listed, policy
from pwa.care.release import rules_release
from pwa.care.who import Who
from pwa.decision import compile_plan, rules
from pwa.store.prepared import Prepared
from pwa.store.tables import Clinic, Patient, StoredPlan

WITHOUT_CHECK_IN = rules.WITHOUT_CHECK_IN
_MISSED = "missed-check-ins"
# Who has paused or stopped is not missed.
ALWAYS_ASKS = tuple(rule for rule in WITHOUT_CHECK_IN if rule != _MISSED)


class Compiled(NamedTuple):
    """A plan, and what was known when it was begun."""

    body: dict[str, Any]
    today: date
    policy_number: int
    changes: int


class Asks(NamedTuple):
    """A day on which the plan asks without a check-in."""

    on: date
    rule: str
    urgency: str


_COUNTED = {"changes": col(Patient.changes) + 1, **listed.CHANGED}
_MARK = Prepared(update(Patient).where(*listed.MINE).values(_COUNTED))
_MARK_IF = Prepared(
    update(Patient)
    .where(*listed.MINE, col(Patient.changes) == bindparam("seen"))
    .values(_COUNTED)
    .returning(col(Patient.id))
)
_CHANGES = Prepared(select(col(Patient.changes)).where(*listed.MINE))


def mark_stale(s: Session, patient: Who) -> None:
    """Something that the rules look at has changed."""
    _MARK.run(s, _of(patient) | {"now": clock.now()})


def mark_all_stale(s: Session, clinic_id: str, *which: ColumnElement[bool]) -> None:
    """Something that every plan of a clinic, or of these patients, is written with has changed."""
    everybody = update(Patient).where(col(Patient.clinic_id) == clinic_id, *which)
    s.flush()
    s.connection().execute(everybody.values(_COUNTED), {"now": clock.now()})


def mark_stale_if(s: Session, patient: Who, seen: int) -> bool:
    """The same, unless something else has changed since the count was `seen`; whether it did."""
    asked = {"seen": seen, "now": clock.now()}
    return bool(_MARK_IF.rows(s, _of(patient) | asked))


def fresh(s: Session, patient: Patient, today: date) -> dict[str, Any] | None:
    """The stored plan, unless it is stale, of another day, or in other words. Only reads."""
    stored = _stored(s, patient)
    number, _ = policy.limits(s, patient.clinic_id)
    wanted = (today, number, _changes(s, patient), rules_release())
    if stored is None or wanted != _made_for(stored):
        return None
    return stored.body


def _made_for(plan: StoredPlan) -> tuple[date, int, int, str]:
    return plan.compiled_on, plan.policy_number, plan.changes, plan.release


def current(s: Session, patient: Patient, today: date) -> dict[str, Any]:
    """The plan from `today` on, compiled anew when it has to be."""
    body = fresh(s, patient, today)
    if body is not None:
        return body
    compiled = compile_anew(s, patient, today)
    store(s, patient, compiled)
    return compiled.body


def compile_anew(s: Session, patient: Patient, today: date) -> Compiled:
    """Compile, without storing: this takes milliseconds, in which others may write. Only reads."""
    changes = _changes(s, patient)
    number, limits = policy.limits(s, patient.clinic_id)
    clinic = s.get_one(Clinic, patient.clinic_id)
    timeline = history.of(s, patient).timeline()
    voice = crisis.voice_of(clinic, patient.language)
    body = compile_plan(timeline, limits, today, voice)
    changed.note(s, body, _stored(s, patient), timeline, voice)
    return Compiled(body, today, number, changes)


def store(s: Session, patient: Patient, compiled: Compiled) -> None:
    """Keep a compiled plan. If something changed since it was begun, it is stale from the start.

    Who has left has none: nothing is asked of them.
    """
    if patient.archived_at:
        return
    asks = first_asking(compiled.body)
    kept = _stored(s, patient) or StoredPlan(clinic_id=patient.clinic_id, patient_id=patient.id)  # type: ignore[call-arg]
    kept.policy_number = compiled.policy_number
    kept.compiled_on = compiled.today
    kept.release = rules_release()
    kept.asks_on = asks.on if asks else None
    kept.asks_rule = asks.rule if asks else None
    kept.asks_urgency = asks.urgency if asks else None
    kept.changes = compiled.changes
    kept.body = compiled.body
    s.add(kept)
    listed.follow(s, patient)


def forget(s: Session, patient: Patient) -> None:
    """Keep no plan of this patient any more."""
    mine = (
        col(StoredPlan.clinic_id) == patient.clinic_id,
        col(StoredPlan.patient_id) == patient.id,
    )
    s.execute(delete(StoredPlan).where(*mine))


def first_asking(body: dict[str, Any]) -> Asks | None:
    """The plan's first day that asks without any check-in."""
    start = date.fromisoformat(body["from"])
    for period in body["periods"]:
        entry = body["advice"][period["none"]]
        rule = asking_rule(entry["fired"], entry["headline"])
        if rule and entry["urgency"] != "none":
            on = start + timedelta(days=period["from"])
            return Asks(on, rule, urgency_of(rule))
    return None


def asking_rule(fired: Sequence[str], headline: str | None, is_on: bool = True) -> str | None:
    """Which rule asks by itself on a day that asks. Who has paused or stopped is not missed."""
    # A check-in that is merely late fires too: it asks only when the day is about it.
    asking = (rule for rule in WITHOUT_CHECK_IN if rule in fired)
    return next((rule for rule in asking if rule != _MISSED or (is_on and rule == headline)), None)


def urgency_of(rule: str) -> str:
    """How urgent one of the rules is that can ask without a check-in."""
    return "soon" if rule == "too-frequent" else "routine"


def _stored(s: Session, patient: Patient) -> StoredPlan | None:
    return s.exec(
        select(StoredPlan).where(
            StoredPlan.clinic_id == patient.clinic_id, StoredPlan.patient_id == patient.id
        )
    ).first()


def _changes(s: Session, patient: Patient) -> int:
    ((changes,),) = _CHANGES.rows(s, _of(patient))
    return int(changes)


def _of(patient: Who) -> dict[str, Any]:
    return {"clinic": patient.clinic_id, "patient": patient.id}
