"""Parsing a case: the JSON that describes a patient's timeline. The only door that raises.

The format stands at the end of the policy. Every fault is named, not only the first.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from pwa.decision.policy import Policy
from pwa.decision.questionnaire import GAD7, HIGHEST_ANSWER, HIGHEST_TOTAL
from pwa.decision.reports import REPORTS
from pwa.decision.timeline import TREATMENT_KINDS, Timeline
from pwa.errors import Fault, Invalid

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# A plan looks three months ahead, so the calendar's last year is left out.
_LAST_YEAR = date.max.year - 1


class Case(NamedTuple):
    """A patient's history as of `today`, and the policy to judge it by."""

    today: date
    policy: Policy
    timeline: Timeline


def parse_case(data: object) -> Case:
    """Read a case. Raises Invalid naming every field at fault and what is allowed."""
    return _Reader().case(data)


def parse_answers(value: object, field: str = "answers") -> list[int | None]:
    """Read seven answers of 0-3 or blank (null). Raises Invalid."""
    reader = _Reader()
    answers = reader.answers(value, field)
    reader.finish()
    return answers


class _Reader:
    """Collects faults while it reads; `today` bounds every date but appointments."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.today: date | None = None

    def fault(self, field: str, message: str) -> None:
        self.faults.append(Fault(field, message))

    def finish(self) -> None:
        if self.faults:
            raise Invalid(self.faults)

    def case(self, data: object) -> Case:
        case = self.fields(data, "", ("today",), _OPTIONAL)
        self.today = self.written(case["today"], "today") if "today" in case else None
        policy = self.policy(case.get("policy", {}))
        baseline = self.baseline(case.get("baseline"))
        events = {name: self.each(case.get(name, []), name, read) for name, read in _EVENTS.items()}
        self.one_treatment_a_day(events["treatments"])
        self.finish()
        assert self.today is not None  # noqa: S101  # a missing one is a fault above
        return Case(self.today, policy, Timeline.from_events(baseline, **events))

    def fields(
        self, value: object, field: str, required: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> Mapping[str, Any]:
        if not isinstance(value, Mapping):
            self.fault(field, "must be an object")
            return {}
        at = f"{field}." if field else ""
        allowed = ", ".join((*required, *optional))
        for key in value:
            if key not in required and key not in optional:
                self.fault(f"{at}{key}", f"is not a known field; allowed are {allowed}")
        for key in required:
            if key not in value:
                self.fault(f"{at}{key}", "is required")
        return value

    def each(
        self, value: object, field: str, read: "Callable[[_Reader, Any, str], Any]"
    ) -> list[Any]:
        if not isinstance(value, list):
            self.fault(field, "must be a list")
            return []
        return [read(self, item, f"{field}[{position}]") for position, item in enumerate(value)]

    def written(self, value: object, field: str, may_be_ahead: bool = False) -> date:
        try:
            on = date.fromisoformat(value) if _is_written_date(value) else None
        except ValueError:
            on = None
        if on is None or on.year > _LAST_YEAR:
            self.fault(field, "must be a date, written YYYY-MM-DD")
        elif self.today and on > self.today and not may_be_ahead:
            self.fault(field, f"must not be after today, {self.today}")
        return on or date.min

    def whole(self, value: object, field: str, high: int) -> int:
        if type(value) is not int or not 0 <= value <= high:
            self.fault(field, f"must be a whole number from 0 to {high}")
            return 0
        return value

    def choice(self, value: object, field: str, allowed: tuple[str, ...]) -> str:
        if not isinstance(value, str) or value not in allowed:
            self.fault(field, f"must be one of {', '.join(allowed)}")
            return allowed[0]
        return value

    def policy(self, value: object) -> Policy:
        if not isinstance(value, Mapping):
            self.fault("policy", "must be an object")
            return Policy()
        try:
            return Policy.from_values(value)
        except Invalid as refused:
            self.faults += [Fault(f"policy.{name}", message) for name, message in refused.faults]
            return Policy()

    def baseline(self, value: object) -> int | None:
        return None if value is None else self.whole(value, "baseline", HIGHEST_TOTAL)

    def answers(self, value: object, field: str) -> list[int | None]:
        if not isinstance(value, list) or len(value) != len(GAD7.items):
            self.fault(field, f"must be a list of {len(GAD7.items)} answers")
            return []
        for position, answer in enumerate(value):
            if answer is not None and (
                type(answer) is not int or not 0 <= answer <= HIGHEST_ANSWER
            ):
                allowed = f"must be a whole number from 0 to {HIGHEST_ANSWER}, or null for a blank"
                self.fault(f"{field}[{position}]", allowed)
        return value

    def treatment(self, value: object, field: str) -> tuple[date, str, bool]:
        treatment = self.fields(value, field, ("on", "kind"), ("planned",))
        planned = treatment.get("planned", False)
        if not isinstance(planned, bool):
            self.fault(f"{field}.planned", "must be true or false")
        kind = self.choice(treatment.get("kind", "booster"), f"{field}.kind", TREATMENT_KINDS)
        return self.day(treatment, field), kind, bool(planned)

    def one_treatment_a_day(self, treatments: list[tuple[date, str, bool]]) -> None:
        seen: set[date] = set()
        for position, (on, _, _) in enumerate(treatments):
            if on in seen and on != date.min:
                self.fault(f"treatments[{position}].on", "must be the only treatment of its day")
            seen.add(on)

    def check_in(self, value: object, field: str) -> tuple[date, list[int | None]]:
        check_in = self.fields(value, field, ("on", "answers"))
        answers: list[int | None] = []
        if "answers" in check_in:
            answers = self.answers(check_in["answers"], f"{field}.answers")
        return self.day(check_in, field), answers

    def report(self, value: object, field: str) -> tuple[date, str]:
        report = self.fields(value, field, ("on", "kind"))
        kind = self.choice(report.get("kind", "unsafe"), f"{field}.kind", tuple(REPORTS))
        return self.day(report, field), kind

    def contact(self, value: object, field: str) -> date:
        return self.day(self.fields(value, field, ("on",)), field)

    def appointment(self, value: object, field: str) -> date:
        return self.day(self.fields(value, field, ("on",)), field, may_be_ahead=True)

    def day(self, event: Mapping[str, Any], field: str, may_be_ahead: bool = False) -> date:
        # A missing day is a fault already; any day will do to go on and find the other faults.
        return self.written(event["on"], f"{field}.on", may_be_ahead) if "on" in event else date.min


_EVENTS: dict[str, Callable[[_Reader, Any, str], Any]] = {
    "treatments": _Reader.treatment,
    "check_ins": _Reader.check_in,
    "reports": _Reader.report,
    "contacts": _Reader.contact,
    "appointments": _Reader.appointment,
}
_OPTIONAL = ("policy", "baseline", *_EVENTS)


def _is_written_date(value: object) -> bool:
    return isinstance(value, str) and _DATE.fullmatch(value) is not None
