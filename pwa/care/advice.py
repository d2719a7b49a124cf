"""Advice on record: made here, kept with all that is needed to make it again."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import insert
from sqlmodel import Session

from pwa.care import clock, history, policy
from pwa.care.history import History
from pwa.care.release import rules_release
from pwa.care.who import Who
from pwa.decision import Advice, Policy, Voice, advise, message, parse_case
from pwa.decision.advice import rank
from pwa.store.prepared import Bound, Prepared
from pwa.store.tables import AdviceRecord, new_id

SHOWN = ("urgency", "action", "headline")


def asks(advice: Advice) -> bool:
    """Whether the patient is asked to contact someone."""
    return advice.urgency != "none"


def advise_patient(s: Session, patient: Who, today: date) -> Advice:
    """What the rules say of a patient today, by the clinic's newest limits."""
    _, limits = policy.limits(s, patient.clinic_id)
    return advise(history.of(s, patient).timeline(), limits, today)


def record(
    s: Session,
    patient: Who,
    past: History,
    limits: tuple[int, Policy],
    on: date,
    advice: Advice,
    trigger: tuple[str, str | None],
) -> str:
    """Keep an advice with its inputs; `limits` is the version's number and its policy.

    Returns the record's id.
    """
    made = unkept(s, patient, past, limits, on, advice, trigger)
    made.keep(s)
    return made.id


class Unkept(NamedTuple):
    """A record that is ready to be written, and whether it differs from what the phone showed."""

    id: str
    differs: bool | None
    row: Bound

    def keep(self, s: Session) -> None:
        self.row.rows(s)


def unkept(
    s: Session,
    patient: Who,
    past: History,
    limits: tuple[int, Policy],
    on: date,
    advice: Advice,
    trigger: tuple[str, str | None],
    shown: dict[str, Any] | None = None,
) -> Unkept:
    """The record of an advice; `shown` is what the phone had said, which may differ."""
    number, values = limits
    row = {
        "clinic_id": patient.clinic_id,
        "id": new_id(),
        "patient_id": patient.id,
        "on": on,
        "policy_number": number,
        "trigger": trigger[0],
        "trigger_id": trigger[1],
        "release": rules_release(),
        "inputs": past.case(on, values),
        "output": output_of(advice),
        "differs": differs(advice, shown),
        "created_at": clock.now(),
    }
    return Unkept(str(row["id"]), differs(advice, shown), _INSERT.bound(s, row))


def differs(advice: Advice, shown: dict[str, Any] | None) -> bool | None:
    """Whether the phone had shown something else; None when it had shown nothing."""
    if shown is None:
        return None
    said = advice._asdict()
    return any(shown.get(name) != said[name] for name in SHOWN)


_INSERT = Prepared(insert(AdviceRecord))


def output_of(advice: Advice) -> dict[str, Any]:
    """What is kept of an advice: the answer of the case format, and the numbers used."""
    facts = {
        name: fact for name, fact in advice.facts.items() if isinstance(fact, int | float | str)
    }
    return advice.as_json() | {"facts": facts}


def recompute(record: AdviceRecord) -> Advice:
    """The same advice, worked out again from what was kept."""
    case = parse_case(record.inputs)
    return advise(case.timeline, case.policy, case.today)


def card(advice: Advice, voice: Voice, on: date, blanks: int = 0) -> dict[str, Any]:
    """The advice as a phone shows it: with its heading, its lines and the reason."""
    said = message(advice, voice, on, blanks)
    return advice.as_json() | {
        "rank": rank(advice),
        "title": said.title,
        "message": list(said.lines),
        "reason": said.reason,
    }
