"""A patient's history as the rules want it: five kinds of rows, fetched in one statement."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Select, String, bindparam, cast, literal, null, or_, select, union_all
from sqlmodel import Session, col

from pwa.care.who import Who
from pwa.decision import Policy, Timeline
from pwa.decision.questionnaire import Answers
from pwa.store.prepared import Prepared
from pwa.store.tables import Appointment, CheckIn, Contact, Report, Treatment

# Only who was reached counts as a contact for the rules; the rest are attempts.
REACHED = ("reached", "patient-called")


class History(NamedTuple):
    """What the rules may know. Check-ins of one day stand in the order in which they were given."""

    baseline: int | None
    treatments: list[tuple[date, str, bool]]
    check_ins: list[tuple[date, Answers]]
    reports: list[tuple[date, str]]
    contacts: list[date]
    appointments: list[date]

    def timeline(self) -> Timeline:
        return Timeline.from_events(*self)

    def with_check_in(self, on: date, answers: Answers) -> "History":
        """The same with one more, of a day that has none."""
        check_ins = sorted([*self.check_ins, (on, answers)], key=itemgetter(0))
        return self._replace(check_ins=check_ins)

    def case(self, today: date, policy: Policy) -> dict[str, Any]:
        """The policy's case format: what was known of the days up to `today`."""
        return {
            "today": today.isoformat(),
            "policy": _values(policy),
            "baseline": self.baseline,
            "treatments": [
                {"on": on.isoformat(), "kind": kind, "planned": planned}
                for on, kind, planned in self.treatments
                if on <= today
            ],
            "check_ins": [
                {"on": on.isoformat(), "answers": answers}
                for on, answers in self.check_ins
                if on <= today
            ],
            "reports": [
                {"on": on.isoformat(), "kind": kind} for on, kind in self.reports if on <= today
            ],
            "contacts": [{"on": on.isoformat()} for on in self.contacts if on <= today],
            "appointments": [{"on": on.isoformat()} for on in self.appointments],
        }


@lru_cache
def _values(policy: Policy) -> dict[str, int | None]:
    return policy.values


def of(s: Session, patient: Who) -> History:
    """Everything on record about a patient that the rules look at."""
    asked = {"clinic": patient.clinic_id, "patient": patient.id}
    return _history(patient.baseline, _ALL.rows(s, asked))


def of_many(s: Session, clinic_id: str, baselines: Mapping[str, int | None]) -> dict[str, History]:
    """The same of patients whose ids follow each other in the clinic, by their id."""
    asked = {"clinic": clinic_id, "first": min(baselines), "last": max(baselines)}
    rows = groupby(_ALL_OF_MANY.rows(s, asked), key=itemgetter(-1))
    found = {patient_id: list(those) for patient_id, those in rows}
    return {
        patient_id: _history(baseline, found.get(patient_id, ()))
        for patient_id, baseline in baselines.items()
    }


def _history(baseline: int | None, rows: Iterable[tuple[Any, ...]]) -> History:
    found: defaultdict[str, list[tuple[date, Any, Any]]] = defaultdict(list)
    for what, on, text, flag, *_ in rows:
        found[what].append((on, text, flag))
    days = [on for on, _, _ in found["check-in"]]
    # Read as one text: the reader is called once and not for each check-in.
    answers = json.loads(f"[{','.join(text for _, text, _ in found['check-in'])}]")
    return History(
        baseline,
        [(on, kind, bool(planned)) for on, kind, planned in found["treatment"]],
        list(zip(days, answers, strict=True)),
        [(on, kind) for on, kind, _ in found["report"]],
        [on for on, _, _ in found["contact"]],
        [on for on, _, _ in found["appointment"]],
    )


def _rows(what: str, table: Any, text: Any, flag: Any = None, only: Any = None) -> Select[Any]:
    is_check_in = table is CheckIn
    chosen = select(
        literal(what).label("what"),
        table.on.label("on"),
        text.label("text"),
        (null() if flag is None else flag).label("flag"),
        # Of two check-ins on one day the order counts; the arrival decides at the same second.
        (cast(table.taken_at, String) if is_check_in else null()).label("at"),
        (table.seq if is_check_in else null()).label("seq"),
    ).where(table.clinic_id == bindparam("clinic"))
    return chosen if only is None else chosen.where(only)


# What the rules look at, and the table with the patient that each row is about.
_KINDS: tuple[tuple[Any, Select[Any]], ...] = (
    (CheckIn, _rows("check-in", CheckIn, cast(CheckIn.answers, String))),
    (
        Treatment,
        _rows(
            "treatment",
            Treatment,
            col(Treatment.kind),
            col(Treatment.planned),
            col(Treatment.removed_at).is_(None),
        ),
    ),
    (Report, _rows("report", Report, col(Report.kind))),
    (
        Contact,
        _rows(
            "contact",
            Contact,
            null(),
            only=or_(*(col(Contact.outcome) == name for name in REACHED)),
        ),
    ),
    (
        Appointment,
        _rows("appointment", Appointment, null(), only=col(Appointment.removed_at).is_(None)),
    ),
)
_ALL = Prepared(
    union_all(
        *(rows.where(table.patient_id == bindparam("patient")) for table, rows in _KINDS)
    ).order_by("on", "at", "seq")
)
_ALL_OF_MANY = Prepared(
    union_all(
        *(
            rows.add_columns(table.patient_id.label("patient_id")).where(
                table.patient_id >= bindparam("first"), table.patient_id <= bindparam("last")
            )
            for table, rows in _KINDS
        )
    ).order_by("patient_id", "on", "at", "seq")
)
