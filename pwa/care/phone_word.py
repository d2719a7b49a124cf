"""What a phone says of itself, beside what arrived: a loss is never silent."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple
from urllib.parse import parse_qs

from sqlalchemy import ColumnElement, case, func
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
    follow(s, device)


def follow(s: Session, device: Device) -> None:
    """Note whether something is missing, by what has arrived until now: only those are listed."""
    is_missing = device.lost > 0 or device.made - device.lost > arrived(s, device)
    device.missing_since = device.reported_at if is_missing else None
    s.add(device)
    s.flush()


def wrong(s: Session, clinic_id: str, after: str) -> tuple[list[str], str | None]:
    """Of the next phones by id, those of which it is not noted as it is; the last looked at, or
    None when there was none. What has arrived since a phone's word makes it so."""
    made, lost, noted = col(Device.made), col(Device.lost), col(Device.missing_since)
    since = case((or_(lost > 0, made - lost > _arrived()), col(Device.reported_at)))
    chosen = select(col(Device.id), noted.is_distinct_from(since)).where(
        col(Device.clinic_id) == clinic_id, col(Device.id) > after
    )
    rows = s.execute(chosen.order_by(col(Device.id)).limit(LISTED)).all()
    return [row_id for row_id, differs in rows if differs], rows[-1][0] if rows else None


def put_right(s: Session, clinic_id: str, ids: Sequence[str]) -> None:
    """Note anew of these phones whether something is missing."""
    mine = (col(Device.clinic_id) == clinic_id, col(Device.id).in_(ids))
    for device in s.exec(select(Device).where(*mine)):
        follow(s, device)


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
        .where(col(Device.made) > 0, col(Device.missing_since) > now - SHOWN)
        .where(or_(late, col(Device.lost) > 0))
        .order_by(col(Device.missing_since).desc())
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
