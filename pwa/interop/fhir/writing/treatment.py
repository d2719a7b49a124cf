"""A Procedure becomes a treatment, by the rules that hold for staff."""

from sqlmodel import Session

from pwa.care import clock, outcome, treatment
from pwa.errors import Conflict, Fault, Invalid
from pwa.interop.fhir.writing import procedure, taking
from pwa.interop.fhir.writing.known import Known, copied, known
from pwa.interop.fhir.writing.procedure import CODE, DONE, PERFORMED
from pwa.interop.fhir.writing.taking import Read, Sent, Take, Taken
from pwa.interop.fhir.writing.when import is_ahead
from pwa.store.tables import Treatment

ELEMENTS = {"on": PERFORMED, "kind": CODE}


def look(s: Session, sent: Sent) -> Take:
    """Look at it while others may write; what comes of it takes it in once.

    Invalid when something of it is at fault. A conflict under a name that is taken, and on a day
    that has a treatment.
    """
    read = taking.read(s, sent, procedure.read)
    return lambda s: _taken(s, sent, read)


def _taken(s: Session, sent: Sent, read: Read) -> Taken:
    found = known(s, Treatment, sent.client, read.name)
    first = found.row or _copy(s, sent, read)
    ended = _compared(first, read, sent) if first else _made(s, sent, read, found)
    outcome.count(s, sent.client.clinic_id, ended.outcome)
    return ended


def _compared(first: Treatment, read: Read, sent: Sent) -> Taken:
    same = bool(sent.condition) or _same(first, read)
    return Taken("identical" if same else "conflict", first, read.patient.id)


def _made(s: Session, sent: Sent, read: Read, found: Known) -> Taken:
    _check(read)
    on, kind = read.content.when.on, read.content.kind
    by = sent.client.id
    try:
        row = treatment.record(
            s, read.patient, on, kind, source="client", by=by, origin=found.origin
        )
    except Invalid as refused:
        faults = [Fault(ELEMENTS[field], says) for field, says in refused.faults]
        raise Invalid(faults) from refused
    except Conflict:
        return Taken("conflict", treatment.on_day(s, read.patient, on), read.patient.id)
    return Taken("new", row, read.patient.id)


def _check(read: Read) -> None:
    faults = []
    if read.content.status != DONE:
        faults.append(Fault(f"{procedure.KIND}.status", f"must be {DONE}"))
    when = read.content.when
    if is_ahead(when, clock.now()) or when.on.year < treatment.FIRST_YEAR:
        says = f"must be no later than now, and in {treatment.FIRST_YEAR} or after it"
        faults.append(Fault(PERFORMED, says))
    if faults:
        raise Invalid(faults)


def _copy(s: Session, sent: Sent, read: Read) -> Treatment | None:
    row = copied(s, Treatment, sent.client, sent.said)
    return row if row and _same(row, read) else None


def _same(row: Treatment, read: Read) -> bool:
    """Whether it says what is on record. What staff have taken back stays so at a retry."""
    said = read.content
    if (row.patient_id, row.on, row.kind) != (read.patient.id, said.when.on, said.kind):
        return False
    return said.status == DONE or row.removed_at is not None
