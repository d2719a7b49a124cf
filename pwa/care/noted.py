"""A contact that the patient noted on the phone arrives."""

from datetime import datetime

from sqlmodel import Session

from pwa.care import contact, epoch
from pwa.care.arrival import Arrival, Receipt, Take
from pwa.care.item import Reader
from pwa.store.tables import Contact


def look(_s: Session, arrival: Arrival, sent_at: datetime | None) -> Take:
    """Nothing of a contact can be told beforehand."""
    return lambda s: receive(s, arrival, sent_at)


def receive(s: Session, arrival: Arrival, sent_at: datetime | None) -> Receipt:
    """Take in one noted contact. Forbidden for another patient's; everything else is kept."""
    reader = Reader(arrival.body)
    arrival.refuse_other_patients(reader)
    when = reader.when()
    if reader.faults:
        arrival.keep_invalid(s, reader.faults)
        return arrival.ended(s, "invalid", faults=tuple(reader.faults))
    first = s.get(Contact, arrival.key)
    if first is None:
        on = arrival.place(when, sent_at).on
        contact.record(
            s,
            arrival.patient,
            on,
            source="patient",
            outcome="patient-called",
            contact_id=arrival.item_id,
            digest=arrival.digest,
        )
        return arrival.ended(s, "new", seq=_next(s, arrival))
    if first.digest != arrival.digest or first.patient_id != arrival.patient.id:
        arrival.keep(s, "conflict: another contact came under the same id")
        return arrival.ended(s, "conflict")
    seq = _next(s, arrival)
    return arrival.ended(s, "identical", received_at=first.created_at, seq=seq)


def _next(s: Session, arrival: Arrival) -> int:
    """Contacts have no number: whatever has the next check-in has this one, for it came before."""
    return epoch.newest(s, arrival.patient.clinic_id) + 1
