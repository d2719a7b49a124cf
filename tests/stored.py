"""Histories of the policy's case format as rows of a clinic, past all doors: many at once."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import Session, func

from pwa.care import listed
from pwa.store.sealed import placed
from pwa.store.tables import Appointment, CheckIn, Contact, Patient, Report, Treatment, new_id


def store(s: Session, clinic_id: str, cases: Iterable[dict[str, Any]]) -> list[str]:
    """A patient for each case; their ids. The caller commits."""
    rows: dict[Any, list[dict[str, Any]]] = {
        table: [] for table in (Patient, CheckIn, Treatment, Report, Contact, Appointment)
    }
    seq = s.execute(
        select(func.coalesce(func.max(CheckIn.seq), 0)).where(CheckIn.clinic_id == clinic_id)
    ).scalar_one()
    for number, case in enumerate(cases):
        patient_id = new_id()
        rows[Patient].append(_patient(clinic_id, patient_id, number, case))
        for table, made in _events(case):
            for row in made:
                seq += table is CheckIn
                shared = {"clinic_id": clinic_id, "id": new_id(), "patient_id": patient_id}
                order = {"seq": seq} if table is CheckIn else {}
                rows[table].append(shared | order | row)
    for table, made in rows.items():
        if made:
            s.execute(insert(table), [placed(table, row) for row in made])
    listed.follow_all(s, clinic_id)
    return [row["id"] for row in rows[Patient]]


def _patient(clinic_id: str, patient_id: str, number: int, case: dict[str, Any]) -> dict[str, Any]:
    return {
        "clinic_id": clinic_id,
        "id": patient_id,
        "name": f"Patient {number:05}",
        "baseline": case.get("baseline"),
        "created_at": _at(date(2024, 1, 1)),
    }


def _events(case: dict[str, Any]) -> Iterable[tuple[Any, list[dict[str, Any]]]]:
    def days(kind: str) -> Iterable[tuple[dict[str, Any], date]]:
        return ((event, date.fromisoformat(event["on"])) for event in case.get(kind, ()))

    yield (
        CheckIn,
        [
            {"on": on, "answers": event["answers"], "digest": "", "day_uncertain": False}
            | {"taken_at": _at(on), "received_at": _at(on)}
            for event, on in days("check_ins")
        ],
    )
    yield (
        Treatment,
        [
            {"on": on, "kind": event["kind"], "planned": event.get("planned", False)}
            | {"source": "import", "created_at": _at(on)}
            for event, on in days("treatments")
        ],
    )
    yield (
        Report,
        [{"on": on, "kind": event["kind"], "created_at": _at(on)} for event, on in days("reports")],
    )
    yield (
        Contact,
        [
            {"on": on, "source": "staff", "outcome": "reached", "note": "", "created_at": _at(on)}
            for _, on in days("contacts")
        ],
    )
    yield Appointment, [{"on": on, "created_at": _at(on)} for _, on in days("appointments")]


def _at(on: date) -> datetime:
    return datetime.combine(on, time(16), UTC)
