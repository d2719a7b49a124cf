"""A check-in arrives: kept once, judged as of its own day, answered.

A phone may have held it for weeks, may send it twice, or twice with other content: merging happens
only here, and each way it can end has a name that is counted.
"""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import insert
from sqlmodel import Session, select

from pwa.care import advice as advices
from pwa.care import ahead, check_in_row, crisis, history, outcome, plan, request, told
from pwa.care.advice import Unkept
from pwa.care.ahead import Foreseen, Judged
from pwa.care.arrival import Arrival, Receipt, Take
from pwa.care.item import Item, Reader
from pwa.care.placing import Placed
from pwa.care.webhooks import outbox
from pwa.decision import Advice
from pwa.store.prepared import Bound, Prepared
from pwa.store.tables import AdviceRecord, CheckIn, Report, new_id


def receive(s: Session, arrival: Arrival, sent_at: datetime | None) -> Receipt:
    """Take in one check-in. Forbidden for another patient's; everything else is kept."""
    return _take(s, _read(s, arrival, sent_at), None)


def look(s: Session, arrival: Arrival, sent_at: datetime | None) -> Take:
    """The same in two steps: judge it while others may write, then take it in."""
    read = _read(s, arrival, sent_at)
    foreseen = ahead.foresee(s, arrival.patient, read.item, read.placed) if read.placed else None
    ready = (foreseen, _answer(s, read, foreseen.judged)) if foreseen else None
    return lambda s: _take(s, read, ready)


class _Read(NamedTuple):
    """What could be read of an arrival, its day and its row; None when the item is faulty."""

    arrival: Arrival
    reader: Reader
    item: Item
    sent_at: datetime | None
    placed: Placed | None
    row: Bound | None


def _read(s: Session, arrival: Arrival, sent_at: datetime | None) -> _Read:
    reader = Reader(arrival.body)
    arrival.refuse_other_patients(reader)
    item = reader.check_in()
    placed = None if reader.faults else arrival.place(item.when, sent_at)
    row = check_in_row.bound(s, arrival, item, placed) if placed else None
    return _Read(arrival, reader, item, sent_at, placed, row)


class _Answer(NamedTuple):
    """What the rules say, on its way to the record and to the phone."""

    judged: Judged
    record: Unkept
    card: dict[str, Any]


def _answer(s: Session, read: _Read, judged: Judged) -> _Answer:
    arrival, item, on = read.arrival, read.item, judged.on
    record = _record(s, arrival, judged, item.shown)
    return _Answer(judged, record, _card(arrival, judged.advice, on, item.answers.count(None)))


def _record(s: Session, arrival: Arrival, judged: Judged, shown: dict[str, Any] | None) -> Unkept:
    trigger = ("check-in", arrival.item_id)
    return advices.unkept(
        s, arrival.patient, judged.past, judged.limits, judged.on, judged.advice, trigger, shown
    )


def _take(s: Session, read: _Read, ready: tuple[Foreseen, _Answer] | None) -> Receipt:
    arrival, reader, item, sent_at, placed, row = read
    if placed is None or row is None:
        return _invalid(s, arrival, reader, item, sent_at)
    inserted = row.rows(s)
    if not inserted:
        return _repeated(s, arrival)
    holds = ready and ready[0].holds(s, arrival.patient)
    judged, record, card = (
        ready[1] if ready and holds else _answer(s, read, _judge(s, read, placed.on))
    )
    for note in reader.notes:
        arrival.keep(s, f"note: {note}")
    about = (arrival.patient.clinic_id, "check-in.received", arrival.patient.id)
    outbox.tell(s, *about, check_in=arrival.item_id)
    _keep(s, arrival, judged, record)
    again = sum(on == judged.on for on, _ in judged.past.check_ins) > 1
    return arrival.ended(s, "amended" if again else "new", card, seq=inserted[0][0])


def _judge(s: Session, read: _Read, on: date) -> Judged:
    """Judge a check-in in its turn, with all that comes with it."""
    arrival, item = read.arrival, read.item
    _keep_reports(s, arrival, item, on, arrival.item_id)
    past = history.of(s, arrival.patient)
    past = told.take_in(s, arrival, item.told, on, past, read.reader.notes)
    plan.mark_stale(s, arrival.patient)
    return ahead.judge(s, arrival.patient, past, on)


def _keep(s: Session, arrival: Arrival, judged: Judged, record: Unkept) -> None:
    """Keep the advice, and open, upgrade or close the request."""
    patient, (past, limits, on, advice) = arrival.patient, judged
    record.keep(s)
    if record.differs:
        outcome.count(s, patient.clinic_id, "differs")
    is_full = any(day == on and None not in answers for day, answers in past.check_ins)
    made = (on, advice, record.id, is_full)
    request.after_check_in(s, patient, past, limits, made, arrival.item_id)


def _repeated(s: Session, arrival: Arrival) -> Receipt:
    """The id is taken: by the same bytes (a retry), or by others, which are then kept too."""
    first = s.get_one(CheckIn, arrival.key)
    if first.digest != arrival.digest or first.patient_id != arrival.patient.id:
        arrival.keep(s, "conflict: another check-in came under the same id")
        return arrival.ended(s, "conflict")
    blanks = first.answers.count(None)
    made = advices.recompute(_record_of(s, first))
    card = _card(arrival, made, first.on, blanks)
    return arrival.ended(s, "identical", card, received_at=first.received_at, seq=first.seq)


def _record_of(s: Session, check_in: CheckIn) -> AdviceRecord:
    return s.exec(
        select(AdviceRecord).where(
            AdviceRecord.clinic_id == check_in.clinic_id,
            AdviceRecord.patient_id == check_in.patient_id,
            AdviceRecord.on == check_in.on,
            AdviceRecord.trigger == "check-in",
            AdviceRecord.trigger_id == check_in.id,
        )
    ).one()


def _invalid(
    s: Session, arrival: Arrival, reader: Reader, item: Item, sent_at: datetime | None
) -> Receipt:
    """Answers that can't be read go to staff whole; what was reported counts all the same."""
    first_time = arrival.keep_invalid(s, reader.faults)
    if first_time and item.reports:
        on = arrival.place(item.when, sent_at).on
        _keep_reports(s, arrival, item, on, None)
        past = history.of(s, arrival.patient)
        judged = ahead.judge(s, arrival.patient, past, on)
        _keep(s, arrival, judged, _record(s, arrival, judged, None))
        plan.mark_stale(s, arrival.patient)
    return arrival.ended(s, "invalid", faults=tuple(reader.faults))


def _keep_reports(
    s: Session, arrival: Arrival, item: Item, on: date, check_in_id: str | None
) -> None:
    for kind in item.reports:
        row = {
            "clinic_id": arrival.patient.clinic_id,
            "id": new_id(),
            "patient_id": arrival.patient.id,
            "check_in_id": check_in_id,
            "on": on,
            "kind": kind,
            "created_at": arrival.received_at,
        }
        _INSERT_REPORT.run(s, row)


_INSERT_REPORT = Prepared(insert(Report))


def _card(arrival: Arrival, made: Advice, on: date, blanks: int) -> dict[str, Any]:
    return advices.card(made, crisis.voice_of(arrival.clinic, arrival.patient.language), on, blanks)
