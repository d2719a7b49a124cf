"""What a search may ask for: kinds of parameters, and the rows that a value of one stands for.

Source: FHIR R4, "Search".
"""

from collections.abc import Callable, Mapping
from datetime import tzinfo
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, false, true
from sqlmodel import Session, col

from pwa.care.programs.origin import Origin
from pwa.interop.fhir.element import URI, Base
from pwa.interop.fhir.patient import numbers
from pwa.interop.fhir.reading.span import span
from pwa.interop.fhir.whom import UUID, by_identifier
from pwa.store.tables import Patient

Condition = ColumnElement[bool]
NOT_A_PATIENT = "must be the id of a patient, or Patient/ID"


class Asker(NamedTuple):
    """Who searches, and in which clinic; `zone` is that of a date that says none."""

    s: Session
    clinic_id: str
    client_id: str
    base: Base
    zone: tzinfo


class Field(NamedTuple):
    """`where` gives the rows of one value; ValueError tells what the value has to be.

    `standard` is the name of FHIR's own definition, "" for a parameter of ours. `few`: however many
    rows a clinic has, a value stands for few of them, which an index finds. `begins`: what also
    holds for the rows of a value, and says from where on to read the index.
    """

    type: str
    where: Callable[[Asker, str], Condition]
    standard: str = ""
    said: str = ""
    few: bool = False
    begins: Callable[[Asker, str], Condition] | None = None


def moment(column: Any, standard: str, said: str = "") -> Field:
    return Field("date", lambda a, value: span(value, a.zone).of_moments(column), standard, said)


def day(column: Any, noted: Any, standard: str = "") -> Field:
    """`noted` is a moment of the row that is never before its day begins."""

    def begins(asker: Asker, value: str) -> Condition:
        since = span(value, asker.zone).noted_since()
        return true() if since is None else noted >= since

    said = "The patient’s own day, as the clinic counts it."
    made = Field("date", lambda a, value: span(value, a.zone).of_days(column), standard, said)
    return made._replace(begins=begins)


def row_id(table: Any) -> Field:
    return Field("token", lambda _, value: table.id == value, "Resource-id", few=True)


def patient(table: Any, standard: str) -> Field:
    def where(asker: Asker, value: str) -> Condition:
        kind, _, found = value.removeprefix(f"{asker.base}/").rpartition("/")
        if kind not in ("", "Patient"):
            raise ValueError(NOT_A_PATIENT)
        return table.patient_id == found  # type: ignore[no-any-return]

    return Field("reference", where, standard, few=True)


def codes(
    found: Mapping[str, Condition], standard: str, system: Callable[[Base], str] = lambda _: ""
) -> Field:
    """CODE, or SYSTEM|CODE; a code that is no row's finds none."""

    def where(asker: Asker, value: str) -> Condition:
        said, bar, code = value.rpartition("|")
        return found.get(code, false()) if not bar or said == system(asker.base) else false()

    return Field("token", where, standard)


def the_same(made: Callable[[Asker], str], standard: str) -> Field:
    """An address that all rows share; with its version or without."""

    def where(asker: Asker, value: str) -> Condition:
        whole = made(asker)
        return true() if value in (whole, whole.partition("|")[0]) else false()

    return Field("uri", where, standard)


def names_of_patients() -> Field:
    """An identifier: our own, or the clinic's number for the patient."""

    def where(asker: Asker, value: str) -> Condition:
        said, name = _identifier(value)
        systems = (URI, numbers(asker.base, asker.clinic_id)) if said is None else (said,)
        known = (by_identifier(asker.s, asker.clinic_id, asker.base, one, name) for one in systems)
        return col(Patient.id).in_([row.id for rows in known for row in rows])

    return Field("token", where, "Patient-identifier", few=True)


def names(table: Any, standard: str) -> Field:
    """An identifier: our own, or that of the program that asks now and has brought it."""

    def where(asker: Asker, value: str) -> Condition:
        said, name = _identifier(value)
        theirs = Origin(asker.client_id, said or "", name).row_id(asker.clinic_id)
        ours = name.removeprefix(UUID).lower()
        is_ours = name.startswith(UUID) and said in (None, URI)
        return col(table.id).in_([ours, theirs] if is_ours else [theirs])

    return Field("token", where, standard, few=True)


def _identifier(value: str) -> tuple[str | None, str]:
    """Its system, None where it may be any, and its value."""
    system, bar, name = value.rpartition("|")
    return (system if bar else None), name
