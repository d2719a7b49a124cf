"""Parsing a case: the JSON that describes a patient's timeline. The only door that raises.

The format stands at the end of the policy. Every fault is named, not only the first.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from pwa.decision.policy import Policy
from pwa.decision.questionnaire import GAD7, HIGHEST_ANSWER, HIGHEST_TOTAL
from pwa.decision.reader import Reader
from pwa.decision.reports import REPORTS
from pwa.decision.timeline import TREATMENT_KINDS, Timeline
from pwa.errors import Fault, Invalid


class Case(NamedTuple):
    """A patient's history as of `today`, and the policy to judge it by."""

    today: date
    policy: Policy
    timeline: Timeline


def parse_case(data: object) -> Case:
    """Read a case. Raises Invalid naming every field at fault and what is allowed."""
    return _CaseReader().case(data)


def parse_answers(value: object, field: str = "answers") -> list[int | None]:
    """Read seven answers of 0-3 or blank (null). Raises Invalid."""
    reader = _CaseReader()
    answers = reader.answers(value, field)
    reader.finish()
    return answers


def parse_policy(value: object) -> Policy:
    """Read what differs from the defaults. Raises Invalid."""
    if not isinstance(value, Mapping):
        raise Invalid([Fault("", "must be an object with what differs from the defaults")])
    return Policy.from_values(value)


class _CaseReader(Reader):
    def case(self, data: object) -> Case:
        case = self.fields(data, "", ("today",), _OPTIONAL)
        self.today = today = self.written(case["today"], "today") if "today" in case else date.min
        policy = self.policy(case.get("policy", {}))
        timeline = Timeline.from_events(
            self.baseline(case.get("baseline")),
            self.one_a_day(self.each(case.get("treatments", []), "treatments", self.treatment)),
            self.each(case.get("check_ins", []), "check_ins", self.check_in),
            self.each(case.get("reports", []), "reports", self.report),
            self.each(case.get("contacts", []), "contacts", self.contact),
            self.each(case.get("appointments", []), "appointments", self.appointment),
        )
        self.finish()
        return Case(today, policy, timeline)

    def policy(self, value: object) -> Policy:
        try:
            return parse_policy(value)
        except Invalid as refused:
            self.faults += [
                Fault(f"policy.{name}" if name else "policy", message)
                for name, message in refused.faults
            ]
            return Policy()

    def baseline(self, value: object) -> int | None:
        return None if value is None else self.whole(value, "baseline", HIGHEST_TOTAL)

    def treatment(self, value: object, field: str) -> tuple[date, str, bool]:
        treatment = self.fields(value, field, ("on", "kind"), ("planned",))
        planned = treatment.get("planned", False)
        if not isinstance(planned, bool):
            self.fault(f"{field}.planned", "must be true or false")
        kind = self.choice(treatment.get("kind", "booster"), f"{field}.kind", TREATMENT_KINDS)
        return self.day(treatment, field), kind, bool(planned)

    def one_a_day(self, treatments: list[tuple[date, str, bool]]) -> list[tuple[date, str, bool]]:
        seen: set[date] = set()
        for position, (on, _, _) in enumerate(treatments):
            if on in seen and on != date.min:
                self.fault(f"treatments[{position}].on", "must be the only treatment of its day")
            seen.add(on)
        return treatments

    def check_in(self, value: object, field: str) -> tuple[date, list[int | None]]:
        check_in = self.fields(value, field, ("on", "answers"))
        answers: list[int | None] = []
        if "answers" in check_in:
            answers = self.answers(check_in["answers"], f"{field}.answers")
        return self.day(check_in, field), answers

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

    def report(self, value: object, field: str) -> tuple[date, str]:
        report = self.fields(value, field, ("on", "kind"))
        kind = self.choice(report.get("kind", "unsafe"), f"{field}.kind", tuple(REPORTS))
        return self.day(report, field), kind

    def contact(self, value: object, field: str) -> date:
        return self.day(self.fields(value, field, ("on",)), field)

    def appointment(self, value: object, field: str) -> date:
        return self.day(self.fields(value, field, ("on",)), field, may_be_ahead=True)


_EVENTS = ("treatments", "check_ins", "reports", "contacts", "appointments")
_OPTIONAL = ("policy", "baseline", *_EVENTS)
