"""What both kinds of resource have in common on their way in."""

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlmodel import Session

from pwa.decision.reader import Reader
from pwa.errors import Invalid
from pwa.interop.fhir.element import Base, Resource
from pwa.interop.fhir.writing.named import Name, name_of
from pwa.interop.fhir.writing.subject import Patients
from pwa.store.tables import Client, Clinic, Patient


class Sent(NamedTuple):
    """A resource, who sent it, and the identifier that the header If-None-Exist looks for."""

    said: Resource
    client: Client
    base: Base
    condition: str | None


class Taken(NamedTuple):
    """How it ended (new, amended, identical or conflict), and the row that is on record."""

    outcome: str
    row: Any
    patient_id: str


class Read(NamedTuple):
    """A resource that has no fault: its name, whose it is, where, and what it says."""

    name: Name
    patient: Patient
    clinic: Clinic
    content: Any


# As in pwa/care/arrival.py: a look without the lock that writers take in turn, then the taking.
Take = Callable[[Session], Taken]
Look = Callable[[Session, Sent], Take]
Reading = Callable[[Resource, Base, str, Reader], Any]


def read(s: Session, sent: Sent, reading: Reading) -> Read:
    """Everything that it must say. Invalid names all that is at fault."""
    said, kind, reader = sent.said, sent.said["resourceType"], Reader()
    clinic = s.get_one(Clinic, sent.client.clinic_id)
    name = name_of(said.get("identifier"), f"{kind}.identifier", sent.condition, reader)
    patients = Patients(s, clinic.id, sent.base)
    patient = patients.subject(said.get("subject"), f"{kind}.subject", reader)
    zone = (patient and patient.timezone) or clinic.timezone
    content = reading(said, sent.base, zone, reader)
    if name is None or patient is None or reader.faults:
        raise Invalid(reader.faults)
    return Read(name, patient, clinic, content)
