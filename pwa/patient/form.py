"""Reading the plain form: the same answers as the JSON item, from a browser without scripts."""

import json
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from werkzeug.datastructures import MultiDict

from pwa.decision import GAD7, REPORTS
from pwa.errors import Fault
from pwa.languages import mark

TOLD = ("yes", "no", "unsure", "none")


class Given(NamedTuple):
    """What was filled in; `faults` name the field and what is allowed. Blanks are no fault."""

    id: str
    on: date
    answers: list[int | None]
    difficulty: int | None
    reports: list[str]
    told: str | None
    told_on: date | None
    faults: list[Fault]

    def body(self, patient_id: str) -> bytes:
        """The item that the app would have sent. The same form gives the same bytes."""
        item = {
            "patient": patient_id,
            "on": self.on.isoformat(),
            "at": None,
            "offset_minutes": None,
            "questionnaire": GAD7.id,
            "answers": self.answers,
            "difficulty": self.difficulty,
            "reports": self.reports,
            "last_treatment": {
                "answer": self.told,
                "on": self.told_on.isoformat() if self.told_on else None,
            },
        }
        return json.dumps(item).encode()


def read(form: MultiDict[str, str], today: date) -> Given:
    """Read the form; `today` is the patient's, which stands where it leaves the day out."""
    faults: list[Fault] = []
    answers = [_choice(form, item.id, GAD7.options, faults) for item in GAD7.items]
    told = form.get("last_treatment") or None
    if told is not None and told not in TOLD:
        faults.append(Fault("last_treatment", mark("Choose one of the answers")))
        told = None
    return Given(
        _id(form),
        _date(form, "on", faults) or today,
        answers,
        _choice(form, "difficulty", GAD7.difficulty.options if GAD7.difficulty else (), faults),
        _reports(form, faults),
        told,
        _told_on(form, told, today, faults),
        faults,
    )


def _choice(form: MultiDict[str, str], name: str, options: Any, faults: list[Fault]) -> int | None:
    value = form.get(name, "")
    allowed = {str(option.value): int(option.value) for option in options}
    if value and value not in allowed:
        faults.append(Fault(name, mark("Choose one of the answers, or leave the question blank")))
    return allowed.get(value)


def _reports(form: MultiDict[str, str], faults: list[Fault]) -> list[str]:
    kinds = list(dict.fromkeys(form.getlist("report")))
    if any(kind not in REPORTS for kind in kinds):
        faults.append(Fault("report", mark("Choose from the list")))
    return [kind for kind in kinds if kind in REPORTS]


def _told_on(
    form: MultiDict[str, str], told: str | None, today: date, faults: list[Fault]
) -> date | None:
    if told != "no":
        return None
    on = _date(form, "last_treatment_on", faults)
    if on is None and not form.get("last_treatment_on"):
        faults.append(Fault("last_treatment_on", mark("Enter the date, or choose “I am not sure”")))
    if on is not None and on > today:
        faults.append(Fault("last_treatment_on", mark("Enter a day that is not after today")))
        return None
    return on


def _date(form: MultiDict[str, str], name: str, faults: list[Fault]) -> date | None:
    value = form.get(name, "")
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        faults.append(Fault(name, mark("Enter a date, such as 2026-04-27")))
        return None


def _id(form: MultiDict[str, str]) -> str:
    try:
        return str(UUID(form.get("id", "")))
    except ValueError:
        return str(uuid4())
