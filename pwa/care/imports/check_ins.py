"""A list of past GAD-7 scores. All seven answers are needed: no total is kept without them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import Session, col, select

from pwa.care import clock, plan, policy, request
from pwa.care.imports.known import Known
from pwa.care.imports.line import Line
from pwa.care.imports.table import Row
from pwa.decision import GAD7
from pwa.decision.questionnaire import HIGHEST_ANSWER
from pwa.decision.reader import read_date
from pwa.errors import Fault
from pwa.store.tables import CheckIn, Clinic, Patient

ANSWERS = tuple(item.id for item in GAD7.items)
REQUIRED = ("date", *ANSWERS)
COLUMNS = ("reference", "name", "phone", "date", *ANSWERS, "total")
SAMPLE = (
    ("A-17", "", "", "2026-03-02", "3", "3", "2", "2", "2", "2", "2", "16"),
    ("", "Ben Example", "1 555 010 0112", "2026-03-09", "1", "1", "1", "0", "1", "0", "0", "4"),
)
EARLIEST = date(1999, 1, 1)  # the questionnaire's own first days
ASKED_AT_ONCE = 500
OnRecord = dict[tuple[str, date], list[list[int | None]]]


def lines(s: Session, clinic: Clinic, rows: Sequence[Row]) -> list[Line]:
    """What would become of each row. Only reads."""
    known = Known(s, clinic.id)
    read = [_line(row, known, clinic) for row in rows]
    there = _on_record(s, clinic.id, [line for line in read if not line.faults])
    return [line if line.faults else _compared(line, there) for line in read]


def take(s: Session, clinic: Clinic, new: Sequence[Line], list_id: str) -> None:
    """Keep them. Only a score as new as the next check-in is old may ask for a call."""
    seq = s.exec(select(func.max(CheckIn.seq)).where(CheckIn.clinic_id == clinic.id)).one() or 0
    s.add_all(_row(clinic, line, seq + place) for place, line in enumerate(new, start=1))
    s.flush()
    _judge_what_is_current(s, clinic, new, list_id)


def _judge_what_is_current(s: Session, clinic: Clinic, new: Sequence[Line], list_id: str) -> None:
    _, limits = policy.limits(s, clinic.id)
    current = limits.check_in_interval_days + limits.reminder_grace_days
    newest: dict[str, date] = {}
    for line in new:
        who, on = line.says["patient"], line.says["on"]
        newest[who] = max(on, newest.get(who, on))
    for patient in _patients(s, clinic.id, sorted(newest)):
        today = clock.today(patient.timezone or clinic.timezone)
        if (today - newest[patient.id]).days <= current:
            request.reconsider(s, patient, ("import", list_id))


def _patients(s: Session, clinic_id: str, ids: list[str]) -> Iterator[Patient]:
    """The patients with these ids; their plans are stale from now on."""
    for some in _in_parts(ids):
        these = col(Patient.id).in_(some)
        plan.mark_all_stale(s, clinic_id, these)
        yield from s.exec(select(Patient).where(Patient.clinic_id == clinic_id, these)).all()


def _in_parts(ids: list[str]) -> Iterator[list[str]]:
    return (ids[first : first + ASKED_AT_ONCE] for first in range(0, len(ids), ASKED_AT_ONCE))


def _line(row: Row, known: Known, clinic: Clinic) -> Line:
    cells, faults = row.cells, []
    person = known.find(cells.get("reference", ""), cells.get("name", ""), cells.get("phone", ""))
    if person is None:
        named = "reference" if cells.get("reference") else "name"
        faults.append(Fault(named, "is nobody here. Import the patients first"))
    zone = (person.timezone if person else None) or clinic.timezone
    on = _day(cells["date"], zone, faults)
    answers = [_answer(name, cells[name], faults) for name in ANSWERS]
    if not faults:
        _check_total(cells.get("total", ""), answers, faults)
    says = {
        "patient": person.id if person else "",
        "name": person.name if person else cells.get("name", ""),
        "on": on,
        "answers": answers,
        "zone": zone,
    }
    return Line(row.number, says, faults)


def _day(text: str, zone: str, faults: list[Fault]) -> date | None:
    on = read_date(text)
    if on is None:
        faults.append(Fault("date", "must be a date, written as 2026-03-27"))
    elif not EARLIEST <= on <= clock.today(zone):
        faults.append(Fault("date", "must not be after today, nor before 1999"))
    return on


def _answer(name: str, text: str, faults: list[Fault]) -> int | None:
    if text in map(str, range(HIGHEST_ANSWER + 1)):
        return int(text)
    faults.append(Fault(name, "must be 0, 1, 2 or 3: all seven answers are needed"))
    return None


def _check_total(text: str, answers: Iterable[int | None], faults: list[Fault]) -> None:
    points = sum(filter(None, answers))
    if text and text != str(points):
        faults.append(Fault("total", f"says {text}, but the answers add up to {points}"))


def _on_record(s: Session, clinic_id: str, read: Sequence[Line]) -> OnRecord:
    """The answers of each patient and day, of all patients that the rows name."""
    ids = sorted({line.says["patient"] for line in read})
    days = [line.says["on"] for line in read]
    found: OnRecord = defaultdict(list)
    for some in _in_parts(ids):
        mine = select(col(CheckIn.patient_id), col(CheckIn.on), col(CheckIn.answers)).where(
            CheckIn.clinic_id == clinic_id,
            col(CheckIn.patient_id).in_(some),
            col(CheckIn.on).between(min(days), max(days)),
        )
        for patient_id, on, answers in s.exec(mine):
            found[patient_id, on].append(answers)
    return found


def _compared(line: Line, there: OnRecord) -> Line:
    """The row beside what is on record, to which it is added."""
    of_that_day, answers = there[line.says["patient"], line.says["on"]], line.says["answers"]
    if answers in of_that_day:
        return line._replace(is_known=True)
    if of_that_day:
        return line._replace(faults=[Fault("date", "has a check-in with other answers already")])
    of_that_day.append(answers)
    return line


def _row(clinic: Clinic, line: Line, seq: int) -> CheckIn:
    who, on, answers = (line.says[name] for name in ("patient", "on", "answers"))
    said = f"{clinic.id}:{who}:{on.isoformat()}:{answers}"
    return CheckIn(
        clinic_id=clinic.id,
        id=str(uuid5(NAMESPACE_URL, said)),
        patient_id=who,
        seq=seq,
        on=on,
        answers=answers,
        digest=sha256(said.encode()).hexdigest(),
        # The hour is not known: the middle of the day lies on its day.
        taken_at=datetime.combine(on, time(12), ZoneInfo(line.says["zone"])).astimezone(UTC),
        received_at=clock.now(),
    )
