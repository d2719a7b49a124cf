"""Where a timeline comes from: a table each, and what of its rows is told."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement
from sqlmodel import col

from pwa.store.tables import (
    AdviceRecord,
    CaseEvent,
    CheckIn,
    Contact,
    CoursePlan,
    Patient,
    PolicyVersion,
    Reminder,
    Report,
    Treatment,
)

SENT = ("sent", "failed")


class Source(NamedTuple):
    """A table's part in a timeline.

    `at` is the column of its moment. `on` is that of its local day; None: the moment's own.
    `only` are further conditions.
    """

    kind: str
    table: Any
    at: str
    on: str | None = "on"
    only: tuple[ColumnElement[bool], ...] = ()

    def mine(self, patient: Patient) -> list[ColumnElement[bool]]:
        """The rows that belong into this patient's timeline."""
        mine = [self.table.clinic_id == patient.clinic_id, *self.only]
        if hasattr(self.table, "patient_id"):
            return [*mine, self.table.patient_id == patient.id]
        return [*mine, getattr(self.table, self.at) >= patient.created_at]


# In the order of a day: what a treatment and a check-in led to comes after them.
SOURCES = (
    Source("thresholds", PolicyVersion, "created_at", on=None),
    Source("course", CoursePlan, "created_at", on=None),
    Source("course-end", CoursePlan, "ended_at", None, (col(CoursePlan.ended_at).is_not(None),)),
    Source("treatment", Treatment, "created_at", only=(col(Treatment.removed_at).is_(None),)),
    Source("reminder", Reminder, "due_at", only=(col(Reminder.state).in_(SENT),)),
    Source("check-in", CheckIn, "taken_at"),
    Source("report", Report, "created_at"),
    Source("advice", AdviceRecord, "created_at"),
    Source("case", CaseEvent, "at", on=None),
    Source("contact", Contact, "created_at"),
)
# What may be asked for by name; the end of a course is part of it.
KINDS = tuple(source.kind for source in SOURCES if source.kind != "course-end")


def chosen(kinds: set[str]) -> list[tuple[int, Source]]:
    """The sources of these kinds, all for none, each with its place in a day."""
    wanted = kinds | ({"course-end"} if "course" in kinds else set())
    return [(n, source) for n, source in enumerate(SOURCES) if not kinds or source.kind in wanted]
