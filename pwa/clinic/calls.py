"""The rows of the call list, with what staff want to know before they dial."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from flask import g
from sqlmodel import Session, col, select

from pwa.care import advice
from pwa.care.worklist import Row, to_call
from pwa.clinic.reasons import reasons
from pwa.clinic.tries import Tries, tries
from pwa.store.tables import AdviceRecord, Patient

LISTED = 100


class Call(NamedTuple):
    """One patient to call. `advice_id` is the advice that asks, when a check-in gave it."""

    patient: Patient
    urgency: str
    rule: str
    since: date
    why: list[str]
    tries: Tries | None
    advice_id: str | None


def calls(s: Session, today: date) -> Sequence[Call]:
    """Whom to call, the most urgent first; a list longer than anyone could work through is cut."""
    rows = to_call(s, g.clinic, today)[:LISTED]
    records = _records(s, [row.request.advice_id for row in rows if row.request])
    tried = tries(s, g.clinic_id, [row.patient.id for row in rows])
    return [_call(s, row, records, tried.get(row.patient.id), today) for row in rows]


def _call(
    s: Session,
    row: Row,
    records: dict[str, AdviceRecord],
    tried: Tries | None,
    today: date,
) -> Call:
    # A request keeps the numbers with which it was opened; the plan's own asking has today's.
    record = records.get(row.request.advice_id) if row.request else None
    from_record = record is not None and row.rule in record.output["fired"]
    if record is not None and from_record:
        why, advice_id = reasons(advice.recompute(record), row.rule), record.id
    else:
        why, advice_id = reasons(advice.advise_patient(s, row.patient, today), row.rule), None
    return Call(row.patient, row.urgency, row.rule, row.since, why, tried, advice_id)


def _records(s: Session, ids: Sequence[str]) -> dict[str, AdviceRecord]:
    found = s.exec(
        select(AdviceRecord).where(
            AdviceRecord.clinic_id == g.clinic_id, col(AdviceRecord.id).in_(ids)
        )
    )
    return {row.id: row for row in found}
