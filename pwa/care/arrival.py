"""One item from a phone, and the answer to it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session

from pwa.care import clock, epoch, outcome, quarantine
from pwa.care.item import Reader, When
from pwa.care.placing import Placed, place
from pwa.care.who import Phone, Place, Who
from pwa.errors import Fault, Forbidden
from pwa.languages import mark

OTHERS = mark("This answer belongs to another patient.")


class Receipt(NamedTuple):
    """How an arrival ended: new, amended, identical, conflict or invalid. All are on record."""

    outcome: str
    id: str
    digest: str
    received_at: datetime
    clinic: str
    advice: dict[str, Any] | None = None
    faults: tuple[Fault, ...] = ()
    epoch: str = ""
    seq: int = 0  # a backup that has the check-in of this number has it, too


class Arrival(NamedTuple):
    """What arrived, from whom and when. `origin`: what another system calls it."""

    clinic: Place
    patient: Who
    device: Phone | None
    item_id: str
    body: bytes
    digest: str
    received_at: datetime
    origin: dict[str, Any] | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.patient.clinic_id, self.item_id

    def place(self, when: When, sent_at: datetime | None) -> Placed:
        """The item's day and moment, its clock corrected."""
        zone = self.patient.timezone or self.clinic.timezone
        enrolled = self.patient.created_at.date()
        return place(when, sent_at, self.received_at, clock.today(zone), enrolled)

    def refuse_other_patients(self, reader: Reader) -> None:
        """Forbidden when the item says that it is another patient's: nothing of it is kept."""
        patient = reader.patient
        if patient is not None and patient != self.patient.id:
            raise Forbidden(OTHERS)

    def keep(self, s: Session, reason: str) -> bool:
        """The whole item into quarantine, for staff; False when it lies there already."""
        device_id = self.device.id if self.device else None
        return quarantine.keep(
            s,
            self.patient,
            device_id,
            self.item_id,
            self.digest,
            self.body,
            reason,
            self.received_at,
        )

    def keep_invalid(self, s: Session, faults: list[Fault]) -> bool:
        return self.keep(s, "invalid: " + "; ".join(map(str, faults)))

    def unopened(self, s: Session, why: str) -> Receipt:
        """Still sealed, so staff get the envelope; a key found later opens it."""
        faults = [Fault("", why)]
        self.keep_invalid(s, faults)
        return self.ended(s, "invalid", faults=tuple(faults))

    def ended(
        self, s: Session, name: str, advice: dict[str, Any] | None = None, **more: Any
    ) -> Receipt:
        """Count the outcome and answer."""
        outcome.count(s, self.patient.clinic_id, name)
        answer = Receipt(
            name, self.item_id, self.digest, self.received_at, self.clinic.name, advice
        )
        return answer._replace(epoch=epoch.current(s), **more)


# An arrival is looked at without the lock that writers take in turn. What comes of it takes it in.
Take = Callable[[Session], Receipt]
Look = Callable[[Session, Arrival, datetime | None], Take]
