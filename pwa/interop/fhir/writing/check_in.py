"""A QuestionnaireResponse becomes a check-in, in the way that a phone's does."""

import hashlib
import json

from sqlmodel import Session

from pwa.care import check_in, clock
from pwa.care.arrival import Arrival, Receipt
from pwa.care.item import When
from pwa.care.placing import OLDEST
from pwa.errors import Fault, Invalid
from pwa.interop.fhir.writing import response, taking
from pwa.interop.fhir.writing.known import copied, known
from pwa.interop.fhir.writing.response import Said
from pwa.interop.fhir.writing.taking import Read, Sent, Take, Taken
from pwa.interop.fhir.writing.when import is_ahead
from pwa.store.tables import CheckIn


def look(s: Session, sent: Sent) -> Take:
    """Look at it while others may write; what comes of it takes it in once.

    Invalid when something of it is at fault: then nothing is kept. Under a name that is taken,
    other answers are a conflict, and staff have both.
    """
    read = taking.read(s, sent, response.read)
    found = known(s, CheckIn, sent.client, read.name)
    first = found.row or _copy(s, sent, read)
    if first and sent.condition:
        there = Taken("identical", first, first.patient_id)
        return lambda _s: there
    arrival = _arrival(read, first.id if first else found.row_id)
    if first is None:
        _check_day(arrival, read.content)
        arrival = arrival._replace(origin=found.origin.as_json())
    elif _same(first, read):
        arrival = arrival._replace(digest=first.digest)
    take = check_in.look(s, arrival, None)
    return lambda s: _taken(s, arrival, take(s))


def _taken(s: Session, arrival: Arrival, receipt: Receipt) -> Taken:
    return Taken(receipt.outcome, s.get_one(CheckIn, arrival.key), arrival.patient.id)


def _arrival(read: Read, row_id: str) -> Arrival:
    item = read.content.item(read.patient.id)
    body = json.dumps(item, separators=(",", ":")).encode()
    digest = hashlib.sha256(body).hexdigest()
    return Arrival(read.clinic, read.patient, None, row_id, body, digest, clock.now())


def _copy(s: Session, sent: Sent, read: Read) -> CheckIn | None:
    row = copied(s, CheckIn, sent.client, sent.said)
    return row if row and _same(row, read) else None


def _same(row: CheckIn, read: Read) -> bool:
    """Whether it says what is on record, whoever had sent that."""
    said: Said = read.content
    if (row.patient_id, row.answers) != (read.patient.id, said.answers):
        return False
    if row.difficulty != said.difficulty:
        return False
    if said.when.utc is None:
        return row.on == said.when.on
    return row.taken_at.replace(microsecond=0) == said.when.utc


def _check_day(arrival: Arrival, said: Said) -> None:
    """A phone's clock is corrected; a record system's day is right or refused."""
    placed = arrival.place(When(*said.when[:3]), None)
    if placed.uncertain or is_ahead(said.when, arrival.received_at):
        says = f"must be no later than now, and at most {OLDEST.days} days before the patient came"
        raise Invalid([Fault(f"{response.KIND}.authored", says)])
