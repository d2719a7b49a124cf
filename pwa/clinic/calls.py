"""The rows of the call list, with what staff want to know before they dial."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from flask import g
from sqlmodel import Session, col, select

from pwa.care import advice, clock
from pwa.care.case import turn
from pwa.care.case.reasons import short_day
from pwa.care.patients import last_check_ins
from pwa.care.worklist import Row, page
from pwa.clinic.reads import staff_names
from pwa.clinic.reasons import reasons
from pwa.clinic.tries import Tries, tries
from pwa.store.tables import AdviceRecord, CaseEvent, Patient, Request


class Call(NamedTuple):
    """One patient to call. `advice_id` is the advice that asks, when a check-in gave it.

    `case` is None as long as only the plan asks; `holder` is who is at it, by name.
    """

    patient: Patient
    urgency: str
    rule: str
    since: date
    why: list[str]
    tries: Tries | None
    advice_id: str | None
    due: datetime
    is_overdue: bool
    case: Request | None
    holder: str | None
    is_mine: bool
    last_note: str


class Calls(NamedTuple):
    """A page of the list: see `pwa.care.worklist.Page`."""

    rows: list[Call]
    after: str | None
    everyone: frozenset[str]
    is_complete: bool


def calls(s: Session, today: date, after: str | None = None) -> Calls:
    """Whom to call, in the order in which to call them."""
    found = page(s, g.clinic, today, after)
    ids = [row.patient.id for row in found.rows]
    known = _Known(
        _records(s, [row.request.advice_id for row in found.rows if row.request]),
        tries(s, g.clinic_id, ids),
        last_check_ins(s, g.clinic_id, ids),
        staff_names(s, g.clinic_id),
        _last_notes(s, [row.request.id for row in found.rows if row.request]),
    )
    return Calls([_call(row, known) for row in found.rows], *found[1:])


class _Known(NamedTuple):
    """What was fetched for the whole page at once."""

    records: dict[str, AdviceRecord]
    tries: dict[str, Tries]
    checked_in: dict[str, date]
    names: dict[str, str]
    notes: dict[str, str]


def _call(row: Row, known: _Known) -> Call:
    case, patient = row.request, row.patient
    why, advice_id = _why(row, known)
    held = turn.holder(case) if case else None
    return Call(
        patient,
        row.urgency,
        row.rule,
        row.since,
        why,
        known.tries.get(patient.id),
        advice_id,
        row.due,
        row.is_overdue,
        case,
        known.names.get(held) if held else None,
        held == g.staff.id,
        known.notes.get(case.id, "") if case else "",
    )


def _why(row: Row, known: _Known) -> tuple[list[str], str | None]:
    # A request keeps the numbers and limits with which it was opened; the plan asks with today's.
    if row.planned is None and row.request:
        record = known.records[row.request.advice_id]
        return reasons(advice.recompute(record), row.rule, record.on), record.id
    today = clock.today(row.patient.timezone or g.clinic.timezone)
    checked_in = known.checked_in.get(row.patient.id)
    last = f"Last check-in: {short_day(checked_in)}." if checked_in else "No check-in yet."
    return [*(reasons(row.planned.advice, row.rule, today) if row.planned else []), last], None


def _last_notes(s: Session, case_ids: Sequence[str]) -> dict[str, str]:
    found = s.exec(
        select(CaseEvent)
        .where(CaseEvent.clinic_id == g.clinic_id, CaseEvent.kind == "note")
        .where(col(CaseEvent.request_id).in_(case_ids))
        .order_by(col(CaseEvent.at))
    )
    return {one.request_id: one.note for one in found if one.note}


def _records(s: Session, ids: Sequence[str]) -> dict[str, AdviceRecord]:
    found = s.exec(
        select(AdviceRecord).where(
            AdviceRecord.clinic_id == g.clinic_id, col(AdviceRecord.id).in_(ids)
        )
    )
    return {row.id: row for row in found}
