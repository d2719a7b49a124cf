"""What the screens read, each bounded: nobody's list is counted or fetched whole."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlmodel import Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from pwa.care import directory, register
from pwa.care.programs import clients
from pwa.store.tables import (
    Appointment,
    CheckIn,
    Device,
    Invite,
    Patient,
    Request,
    Staff,
    Treatment,
)

PAGE = 50
LISTED = 100
CHARTED = 400

Row = TypeVar("Row", bound=SQLModel)


class Page(NamedTuple):
    """Some rows, and the id after which the next ones come."""

    rows: Sequence[Patient]
    after: str | None


def patients(
    s: Session, clinic_id: str, words: str = "", after: str | None = None, *, archived: bool = False
) -> Page:
    """Patients by name, from the one after `after` on; `words` are looked for in what we know."""
    last = s.get(Patient, {"clinic_id": clinic_id, "id": after}) if after else None
    start = directory.by_name(last) if last else None
    rows = register.page(s, clinic_id, words.split()[:6], start, PAGE + 1, archived)
    return Page(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def open_requests(s: Session, clinic_id: str, patient_ids: Iterable[str]) -> dict[str, Request]:
    rows = s.exec(
        select(Request)
        .where(Request.clinic_id == clinic_id, col(Request.patient_id).in_(list(patient_ids)))
        .where(col(Request.closed_at).is_(None))
    )
    return {row.patient_id: row for row in rows}


def staff_names(s: Session, clinic_id: str) -> dict[str, str]:
    rows = s.exec(select(Staff.id, Staff.name).where(Staff.clinic_id == clinic_id).limit(1000))
    return dict(rows.all())


def names(s: Session, clinic_id: str) -> dict[str, str]:
    """Who may have done something: the staff, and the record systems through which they did."""
    systems = {one.id: one.name for one in clients.of_clinic(s, clinic_id)}
    return systems | staff_names(s, clinic_id)


def unconfirmed_treatments(s: Session, clinic_id: str) -> Sequence[tuple[Treatment, Patient]]:
    """Treatments that patients told of and nobody has looked at, oldest first."""
    return s.exec(
        select(Treatment, Patient)
        .where(Treatment.clinic_id == clinic_id, Treatment.source == "patient")
        .where(col(Treatment.confirmed_at).is_(None), col(Treatment.removed_at).is_(None))
        .where(Patient.clinic_id == clinic_id, Patient.id == Treatment.patient_id)
        .where(col(Patient.archived_at).is_(None))
        .order_by(col(Treatment.created_at))
        .limit(LISTED)
    ).all()


def check_ins(s: Session, patient: Patient) -> Sequence[CheckIn]:
    """The newest check-ins, oldest first."""
    newest = of(CheckIn, patient).order_by(col(CheckIn.on).desc(), col(CheckIn.seq).desc())
    return s.exec(newest.limit(CHARTED)).all()[::-1]


def treatments(s: Session, patient: Patient) -> Sequence[Treatment]:
    return _newest(s, of(Treatment, patient).where(col(Treatment.removed_at).is_(None)), "on")


def appointments(s: Session, patient: Patient) -> Sequence[Appointment]:
    return _newest(s, of(Appointment, patient).where(col(Appointment.removed_at).is_(None)), "on")


def phones(s: Session, patient: Patient) -> Sequence[Device]:
    return _newest(s, of(Device, patient).where(col(Device.revoked_at).is_(None)), "seen_at")


def invites(s: Session, patient: Patient) -> Sequence[Invite]:
    return _newest(s, of(Invite, patient).where(col(Invite.redeemed_at).is_(None)), "created_at")


def of(table: type[Row], patient: Patient) -> SelectOfScalar[Row]:
    owner: Any = table
    return select(table).where(owner.clinic_id == patient.clinic_id, owner.patient_id == patient.id)


def _newest(s: Session, query: SelectOfScalar[Row], by: str, limit: int = LISTED) -> Sequence[Row]:
    table: Any = query.column_descriptions[0]["entity"]
    return s.exec(query.order_by(getattr(table, by).desc()).limit(limit)).all()
