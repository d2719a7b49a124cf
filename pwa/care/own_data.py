"""A patient's own data, for themselves: everything on record about them, to see and to take away.

Left out is what belongs to the clinic's work: its staff's notes, and the keys of phones.
"""

from datetime import UTC
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, select

from pwa.care import clock, languages, programme, spreadsheet
from pwa.care.patients import today_of
from pwa.decision import GAD7, REPORTS, total
from pwa.languages import Language
from pwa.store.tables import (
    AdviceRecord,
    Appointment,
    CheckIn,
    Clinic,
    Contact,
    CoursePlan,
    Device,
    Patient,
    Report,
    Treatment,
)

Row = TypeVar("Row", bound=SQLModel)
ANSWERS = tuple(item.id for item in GAD7.items)
COLUMNS = ("day", "what", "detail", "score", *ANSWERS, spreadsheet.TIME_ZONE)


def of(s: Session, patient: Patient, clinic: Clinic) -> dict[str, Any]:
    """Everything, as JSON-ready data; days as YYYY-MM-DD, moments in UTC."""
    language = languages.of(patient.language)
    return {
        "made_at": clock.now().isoformat(),
        "timezone": patient.timezone or clinic.timezone,  # of the days
        "clinic": {"name": clinic.name, "phone": clinic.phone},
        "patient": _person(patient) | {"programme": _programme(s, patient)},
        "check_ins": [_check_in(row) for row in _all(s, CheckIn, patient, "on", "seq")],
        "reports": [_report(row, language) for row in _all(s, Report, patient, "on")],
        "treatments": [
            _treatment(row) for row in _all(s, Treatment, patient, "on") if row.removed_at is None
        ],
        "appointments": [
            {"on": row.on.isoformat()}
            for row in _all(s, Appointment, patient, "on")
            if row.removed_at is None
        ],
        "courses": [_course(row) for row in _all(s, CoursePlan, patient, "starts_on")],
        "contacts": [_contact(row) for row in _all(s, Contact, patient, "on")],
        "advice": [_advice(row) for row in _all(s, AdviceRecord, patient, "created_at")],
        "phones": [_phone(row) for row in _all(s, Device, patient, "created_at")],
    }


def as_csv(data: dict[str, Any]) -> str:
    """The same as a table, a line for each event in the order of days (RFC 4180)."""
    lines = sorted(_lines(data), key=lambda line: line[0])
    return spreadsheet.table(COLUMNS, ((*line, data["timezone"]) for line in lines))


def _lines(data: dict[str, Any]) -> list[tuple[Any, ...]]:
    nothing = ("",) * (1 + len(ANSWERS))
    return [
        *((c["on"], "check-in", "", c["score"], *c["answers"]) for c in data["check_ins"]),
        *((r["on"], "report", r["words"], *nothing) for r in data["reports"]),
        *((t["on"], "treatment", t["kind"], *nothing) for t in data["treatments"]),
        *((a["on"], "appointment", "", *nothing) for a in data["appointments"]),
        *((c["on"], "contact", c["outcome"], *nothing) for c in data["contacts"]),
    ]


def _all(s: Session, table: type[Row], patient: Patient, *order: str) -> list[Row]:
    owner: Any = table
    chosen = select(table).where(
        owner.clinic_id == patient.clinic_id, owner.patient_id == patient.id
    )
    return list(s.exec(chosen.order_by(*(col(getattr(owner, name)) for name in order))))


def _person(patient: Patient) -> dict[str, Any]:
    names = ("name", "phone", "email", "reference", "baseline", "timezone", "language")
    asked = patient.deletion_asked_at
    return {name: getattr(patient, name) for name in names} | {
        "enrolled_at": patient.created_at.isoformat(),
        "deletion_asked_at": asked and asked.isoformat(),
    }


def _programme(s: Session, patient: Patient) -> dict[str, str | None]:
    return programme.of(patient, today_of(s, patient)).as_json()


def _check_in(row: CheckIn) -> dict[str, Any]:
    return {
        "on": row.on.isoformat(),
        "answers": row.answers,
        "score": total(row.answers),
        "difficulty": row.difficulty,
        "taken_at": row.taken_at.astimezone(UTC).isoformat(),
        "received_at": row.received_at.isoformat(),
    }


def _report(row: Report, language: Language) -> dict[str, Any]:
    words = language.gettext(REPORTS[row.kind].words)
    return {"on": row.on.isoformat(), "kind": row.kind, "words": words}


def _treatment(row: Treatment) -> dict[str, Any]:
    return {"on": row.on.isoformat(), "kind": row.kind, "told_by": row.source}


def _course(row: CoursePlan) -> dict[str, Any]:
    return {"name": row.name, "from": row.starts_on.isoformat(), "check_ins": row.check_ins}


def _contact(row: Contact) -> dict[str, Any]:
    return {"on": row.on.isoformat(), "noted_by": row.source, "outcome": row.outcome}


def _advice(row: AdviceRecord) -> dict[str, Any]:
    said = {name: row.output[name] for name in ("urgency", "action", "headline")}
    return {"on": row.on.isoformat(), "limits_version": row.policy_number} | said


def _phone(row: Device) -> dict[str, Any]:
    return {
        "label": row.label,
        "paired_at": row.created_at.isoformat(),
        "seen_at": row.seen_at.isoformat(),
        "removed_at": row.revoked_at and row.revoked_at.isoformat(),
    }
