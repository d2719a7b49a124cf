"""A check-in arrives: kept once, judged as of its own day, answered.

A phone may have held it for weeks, may send it twice, or twice with other content: merging happens
only here, and each way it can end has a name that is counted.
"""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, insert
from sqlmodel import Session, col, select

from pwa.care import advice as advices
from pwa.care import ahead, crisis, history, outcome, plan, request, told
from pwa.care.ahead import Foreseen, Judged
from pwa.care.arrival import Arrival, Receipt, Take
from pwa.care.item import Item, Reader
from pwa.care.placing import Placed
from pwa.decision import Advice
from pwa.store.prepared import Prepared
from pwa.store.tables import AdviceRecord, CheckIn, Report, new_id


def receive(s: Session, arrival: Arrival, sent_at: datetime | None) -> Receipt:
    """Take in one check-in. Forbidden for another patient's; everything else is kept."""
    return _take(s, _read(arrival, sent_at), None)


def look(s: Session, arrival: Arrival, sent_at: datetime | None) -> Take:
    """The same in two steps: judge it while others may write, then take it in."""
    read = _read(arrival, sent_at)
    foreseen = ahead.foresee(s, arrival.patient, read.item, read.placed) if read.placed else None
    return lambda s: _take(s, read, foreseen)


class _Read(NamedTuple):
    """What could be read of an arrival, and its day; None when the item is faulty."""

    arrival: Arrival
    reader: Reader
    item: Item
    sent_at: datetime | None
    placed: Placed | None


def _read(arrival: Arrival, sent_at: datetime | None) -> _Read:
    reader = Reader(arrival.body)
    arrival.refuse_other_patients(reader)
    item = reader.check_in()
    placed = None if reader.faults else arrival.place(item.when, sent_at)
    return _Read(arrival, reader, item, sent_at, placed)


def _take(s: Session, read: _Read, foreseen: Foreseen | None) -> Receipt:
    arrival, reader, item, sent_at, placed = read
    if placed is None:
        return _invalid(s, arrival, reader, item, sent_at)
    if not _insert(s, arrival, item, placed):
        return _repeated(s, arrival)
    judged = foreseen.judged if foreseen and foreseen.holds(s, arrival.patient) else None
    if judged is None:
        _keep_reports(s, arrival, item, placed.on, arrival.item_id)
        past = history.of(s, arrival.patient)
        past = told.take_in(s, arrival, item.told, placed.on, past, reader.notes)
        judged = ahead.judge(s, arrival.patient, past, placed.on)
        plan.mark_stale(s, arrival.patient)
    for note in reader.notes:
        arrival.keep(s, f"note: {note}")
    _answer_to(s, arrival, judged, placed.on, item.shown)
    card = _card(arrival, judged.advice, placed.on, item.answers.count(None))
    again = sum(on == placed.on for on, _ in judged.past.check_ins) > 1
    return arrival.ended(s, "amended" if again else "new", card)


def _answer_to(
    s: Session, arrival: Arrival, judged: Judged, on: date, shown: dict[str, Any] | None
) -> None:
    """Keep the advice, and open, upgrade or close the request."""
    patient, (past, limits, made) = arrival.patient, judged
    trigger = ("check-in", arrival.item_id)
    record_id = advices.record(s, patient, past, limits, on, made, trigger, shown)
    if advices.differs(made, shown):
        outcome.count(s, patient.clinic_id, "differs")
    is_full = any(day == on and None not in answers for day, answers in past.check_ins)
    request.after_check_in(
        s, patient, past, limits, (on, made, record_id, is_full), arrival.item_id
    )


def _insert(s: Session, arrival: Arrival, item: Item, placed: Placed) -> bool:
    row = {
        "clinic_id": arrival.patient.clinic_id,
        "id": arrival.item_id,
        "patient_id": arrival.patient.id,
        "device_id": arrival.device.id if arrival.device else None,
        "on": placed.on,
        "said_on": item.when.on if item.when.on != placed.on else None,
        "answers": item.answers,
        "difficulty": item.difficulty,
        "digest": arrival.digest,
        "taken_at": placed.taken_at,
        "offset_minutes": item.when.offset_minutes,
        "day_uncertain": placed.uncertain,
        "received_at": arrival.received_at,
        "shown": item.shown,
    }
    return bool(_INSERT.rows(s, row))


_COLUMNS = [column.name for column in CheckIn.__table__.columns if column.name != "seq"]  # type: ignore[attr-defined]
_NEXT = (
    select(func.coalesce(func.max(CheckIn.seq), 0) + 1)
    .where(CheckIn.clinic_id == bindparam("clinic_id"))
    .scalar_subquery()
)
_INSERT = Prepared(
    lambda insert: (
        insert(CheckIn)
        .values({name: bindparam(name) for name in _COLUMNS} | {"seq": _NEXT})
        .on_conflict_do_nothing()
        .returning(col(CheckIn.seq))
    )
)


def _repeated(s: Session, arrival: Arrival) -> Receipt:
    """The id is taken: by the same bytes (a retry), or by others, which are then kept too."""
    first = s.get_one(CheckIn, arrival.key)
    if first.digest != arrival.digest or first.patient_id != arrival.patient.id:
        arrival.keep(s, "conflict: another check-in came under the same id")
        return arrival.ended(s, "conflict")
    blanks = first.answers.count(None)
    made = advices.recompute(_record_of(s, first))
    card = _card(arrival, made, first.on, blanks)
    return arrival.ended(s, "identical", card, received_at=first.received_at)


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
        _answer_to(s, arrival, ahead.judge(s, arrival.patient, past, on), on, None)
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
