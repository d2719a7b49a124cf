"""What a phone says of itself, beside what arrived: a loss is never silent."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple
from urllib.parse import parse_qs

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, or_, select

from pwa.care import clock
from pwa.store.joins import patient_of
from pwa.store.tables import CheckIn, Clinic, Device, Patient, Quarantine

KEEPS = ("persistent", "best-effort", "online-only")
PATIENCE = timedelta(days=2)  # for what was made without a connection
SHOWN = timedelta(days=28)
MOST = 100_000
LISTED = 100


class PhoneWord(NamedTuple):
    """The check-ins it made and lost, whether others use it, and how well it keeps things."""

    made: int
    lost: int
    shared: bool
    keeps: str | None


class Missing(NamedTuple):
    """A phone that made more than arrived, or lost some."""

    device: Device
    patient: Patient
    waiting: int


def read(text: str | None) -> PhoneWord | None:
    """The word as it was sent, such as "made=3&lost=0&keeps=persistent"; None without one."""
    said = parse_qs((text or "")[:200])
    if "made" not in said:
        return None
    keeps = said.get("keeps", [""])[0]
    return PhoneWord(
        _number(said.get("made")),
        _number(said.get("lost")),
        said.get("shared") == ["1"],
        keeps if keeps in KEEPS else None,
    )


def _number(given: list[str] | None) -> int:
    text = given[0] if given else "0"
    return min(int(text), MOST) if text.isascii() and text.isdecimal() else 0


def is_news(device: Device, word: PhoneWord) -> bool:
    return word != (device.made, device.lost, device.shared, device.keeps)


def note(s: Session, device: Device, word: PhoneWord) -> None:
    device.made, device.lost, device.shared, device.keeps = word
    device.reported_at = clock.now()
    s.add(device)
    s.flush()


def arrived(s: Session, device: Device) -> int:
    """How many check-ins of this phone are on record, or kept for staff."""
    return int(s.execute(select(_arrived()).where(*_is(device))).scalar_one())


def missing(s: Session, clinic: Clinic) -> Sequence[Missing]:
    """Phones of which something has not come for days, or was lost in the last weeks."""
    now = clock.now()
    waiting = col(Device.made) - col(Device.lost) - _arrived()
    late = (waiting > 0) & (col(Device.reported_at) < now - PATIENCE)
    chosen = (
        select(Device, Patient, waiting)
        .join(Patient, patient_of(Device))
        .where(Device.clinic_id == clinic.id, col(Patient.archived_at).is_(None))
        .where(col(Device.made) > 0, col(Device.reported_at) > now - SHOWN)
        .where(or_(late, col(Device.lost) > 0))
        .order_by(col(Device.reported_at).desc())
    )
    found = s.execute(chosen.limit(LISTED)).all()
    return [Missing(device, patient, max(count, 0)) for device, patient, count in found]


def _is(device: Device) -> tuple[ColumnElement[bool], ...]:
    return col(Device.clinic_id) == device.clinic_id, col(Device.id) == device.id


def _arrived() -> ColumnElement[int]:
    taken = (
        select(func.count())
        .where(CheckIn.clinic_id == Device.clinic_id, CheckIn.patient_id == Device.patient_id)
        .where(col(CheckIn.device_id) == Device.id)
        .correlate(Device)
        .scalar_subquery()
    )
    on_record = (
        select(CheckIn.id)
        .where(CheckIn.clinic_id == Quarantine.clinic_id, CheckIn.id == Quarantine.item_id)
        .exists()
    )
    kept = (
        select(func.count(func.distinct(Quarantine.item_id)))
        .where(Quarantine.clinic_id == Device.clinic_id)
        .where(Quarantine.patient_id == Device.patient_id)
        .where(col(Quarantine.device_id) == Device.id)
        .where(col(Quarantine.reason).startswith("invalid"))
        .where(~on_record)
        .correlate(Device)
        .scalar_subquery()
    )
    return taken + kept
