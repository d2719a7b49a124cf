"""A list of patients: each row is judged by the same rules as a patient who is typed in."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from pwa.care import clock
from pwa.care.checks import Checks
from pwa.care.imports.known import Known, same_name
from pwa.care.imports.line import Line
from pwa.care.imports.table import Row
from pwa.store.tables import Clinic, Patient

REQUIRED = ("name", "phone")
COLUMNS = (*REQUIRED, "email", "reference", "language", "timezone", "baseline")
SAMPLE = (
    ("Ana Example", "1 555 010 0111", "ana@example.org", "A-17", "en", "America/New_York", "16"),
    ("Ben Example", "1 555 010 0112", "", "A-18", "es", "", ""),
)


def lines(s: Session, clinic: Clinic, rows: Sequence[Row]) -> list[Line]:
    """What would become of each row. Only reads."""
    known, found = Known(s, clinic.id), []
    seen: dict[object, int] = {}
    for row in rows:
        line = _line(row, known)
        identity = line.says["reference"] or (line.says["name"].casefold(), line.says["phone"])
        if identity in seen and not line.faults:
            checks = Checks()
            checks.fault("name", f"is the same patient as in row {seen[identity]}")
            line = line._replace(faults=checks.faults)
        seen.setdefault(identity, row.number)
        found.append(line)
    return found


def take(s: Session, clinic: Clinic, new: Sequence[Line]) -> None:
    now = clock.now()
    s.add_all(Patient(clinic_id=clinic.id, created_at=now, **line.says) for line in new)
    s.flush()


def _line(row: Row, known: Known) -> Line:
    says, checks = _read(row.cells), Checks()
    if "" in row.cells:
        checks.fault("", f"has a cell without a column: {row.cells['']}")
    for name, value in says.items():
        checks.patient_field(name, value)
    checks.filled("phone", says["phone"])
    if checks.faults:
        return Line(row.number, says, checks.faults)
    found = known.find(says["reference"], says["name"], says["phone"])
    if found and not same_name(found.name, says["name"]):
        checks.fault("reference", "belongs to another patient here")
    return Line(row.number, says, checks.faults, is_known=found is not None)


def _read(cells: dict[str, str]) -> dict[str, Any]:
    baseline = cells.get("baseline", "")
    return {
        **{name: cells.get(name, "") for name in ("name", "phone", "email", "reference")},
        "language": cells.get("language") or "en",
        "timezone": cells.get("timezone") or None,
        "baseline": int(baseline)
        if baseline.isascii() and baseline.isdigit()
        else baseline or None,
    }
