"""The rows of the call list, with what staff want to know before they dial."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from flask import g
from sqlmodel import Session, col, select

from pwa.care import advice, clock
from pwa.care.worklist import Row, to_call
from pwa.clinic.reads import LISTED, last_check_ins
from pwa.clinic.reasons import reasons
from pwa.clinic.show import short_day
from pwa.clinic.tries import Tries, tries
from pwa.store.tables import AdviceRecord, Patient


class Call(NamedTuple):
    """One patient to call. `advice_id` is the advice that asks, when a check-in gave it."""

    patient: Patient
    urgency: str
    rule: str
    since: date
    why: list[str]
    tries: Tries | None
    advice_id: str | None


def calls(s: Session, today: date) -> list[Call]:
    """Whom to call, the most urgent first; a list longer than anyone could work through is cut."""
    rows = to_call(s, g.clinic, today)[:LISTED]
    ids = [row.patient.id for row in rows]
    tried, checked_in = tries(s, g.clinic_id, ids), last_check_ins(s, g.clinic_id, ids)
    records = _records(s, [row.request.advice_id for row in rows if row.request])
    return [
        _call(s, row, records, tried.get(row.patient.id), checked_in.get(row.patient.id))
        for row in rows
    ]


def _call(
    s: Session,
    row: Row,
    records: dict[str, AdviceRecord],
    tried: Tries | None,
    checked_in: date | None,
) -> Call:
    # A request keeps the numbers and limits with which it was opened; the plan asks with today's.
    record = records.get(row.request.advice_id) if row.request else None
    if record is not None and row.rule in record.output["fired"]:
        why = reasons(advice.recompute(record), row.rule, record.on)
        return Call(row.patient, row.urgency, row.rule, row.since, why, tried, record.id)
    today = clock.today(row.patient.timezone or g.clinic.timezone)
    why = reasons(advice.advise_patient(s, row.patient, today), row.rule, today)
    last = f"Last check-in: {short_day(checked_in)}." if checked_in else "No check-in yet."
    return Call(row.patient, row.urgency, row.rule, row.since, [*why, last], tried, None)


def _records(s: Session, ids: Sequence[str]) -> dict[str, AdviceRecord]:
    found = s.exec(
        select(AdviceRecord).where(
            AdviceRecord.clinic_id == g.clinic_id, col(AdviceRecord.id).in_(ids)
        )
    )
    return {row.id: row for row in found}
