"""Every kind of resource that comes from rows of a clinic: its table, and its mapper."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Text, cast, func
from sqlmodel import Session, col, select

from pwa.interop.fhir.element import Base, Resource
from pwa.interop.fhir.guidance import guidance_response
from pwa.interop.fhir.observation import observation
from pwa.interop.fhir.patient import patient
from pwa.interop.fhir.plan_definition import plan_definition
from pwa.interop.fhir.procedure import procedure
from pwa.interop.fhir.response import questionnaire_response
from pwa.interop.fhir.task import task
from pwa.store.tables import AdviceRecord, CheckIn, Patient, PolicyVersion, Request, Treatment

PAGE = 500
# Every question has an answer.
FULL = cast(col(CheckIn.answers), Text).not_like("%null%")


class Kind(NamedTuple):
    """A row makes one resource, or none where it is not one of `only`.

    `changed` is the column of its last change: what is new comes last in that order.
    """

    name: str
    table: Any
    mapper: Callable[[Any, Base], Resource | None]
    changed: str = "changed_at"
    only: ColumnElement[bool] | None = None

    def patient_of(self, row: Any) -> str | None:
        """The id of the patient whom a row is about."""
        return row.id if self.table is Patient else getattr(row, "patient_id", None)

    def rows(self, s: Session, clinic_id: str) -> int:
        """How many rows a clinic has of it: for an operator's progress, not for a request."""
        mine = self.table.clinic_id == clinic_id
        return int(s.exec(select(func.count()).select_from(self.table).where(mine)).one())

    def all(self, s: Session, clinic_id: str, base: Base) -> Iterator[Resource | None]:
        """One for each row, in the order of their ids; a page in memory at a time."""
        last = ""
        while rows := self._page(s, clinic_id, last):
            yield from (self.mapper(row, base) for row in rows)
            last = rows[-1].id
            s.expunge_all()

    def _page(self, s: Session, clinic_id: str, last: str) -> list[Any]:
        mine = (self.table.clinic_id == clinic_id, self.table.id > last)
        return list(s.exec(select(self.table).where(*mine).order_by(self.table.id).limit(PAGE)))


KINDS = (
    Kind("Patient", Patient, patient),
    Kind("QuestionnaireResponse", CheckIn, questionnaire_response, "received_at"),
    Kind("Observation", CheckIn, observation, "received_at", FULL),
    Kind("Procedure", Treatment, procedure),
    Kind("GuidanceResponse", AdviceRecord, guidance_response, "created_at"),
    Kind("Task", Request, task),
    Kind("PlanDefinition", PolicyVersion, plan_definition, "created_at"),
)
