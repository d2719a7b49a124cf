"""A patient's timeline in words: the same lines on the screen, on paper and in a file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from flask import url_for

from pwa.care import spreadsheet
from pwa.care.programs.origin import client_of
from pwa.care.timeline import Entry
from pwa.clinic import case_words, words
from pwa.clinic.show import day, score
from pwa.decision import GAD7, REPORTS, total

KINDS = {
    "check-in": "Check-ins",
    "report": "Reports",
    "treatment": "Treatments",
    "course": "Courses",
    "advice": "Advice",
    "case": "Requests",
    "contact": "Contacts",
    "reminder": "Reminders",
    "thresholds": "Thresholds",
}
COLUMNS = ("day", "what", "details", "by", "score", *(item.id for item in GAD7.items),
           "recorded", spreadsheet.TIME_ZONE)  # fmt: skip


class Line(NamedTuple):
    """An entry in words. `by` is who did it, where somebody did; `href` leads to more."""

    on: date
    at: datetime
    kind: str
    what: str
    says: str
    by: str
    href: str | None
    answers: tuple[int | None, ...] = ()


def lines(entries: Iterable[Entry], names: Mapping[str, str]) -> Iterator[Line]:
    """The entries in words; `names` are the staff's and the record systems', by id."""
    for entry in entries:
        what, told, by, href = _TOLD[entry.kind](entry.row)
        says = told[:1].upper() + told[1:]
        who = names.get(by, "staff") if by else ""
        answers = tuple(entry.row.answers) if entry.kind == "check-in" else ()
        kind = entry.kind.partition("-end")[0]
        yield Line(entry.on, entry.place.at, kind, what, says, who, href, answers)


def as_csv(told: Iterable[Line], timezone: str) -> str:
    """A row for each line; moments on the clinic's clock, whose zone is named in each."""
    zone = ZoneInfo(timezone)
    return spreadsheet.table(COLUMNS, (_row(line, zone) for line in told))


def _row(line: Line, zone: ZoneInfo) -> list[Any]:
    answers = line.answers or (None,) * len(GAD7.items)
    points = total(line.answers) if line.answers else None
    recorded = line.at.astimezone(zone).isoformat(timespec="seconds")
    return [line.on, line.what, line.says, line.by, points, *answers, recorded, zone.key]


Told = tuple[str, str, str | None, str | None]


def _check_in(row: Any) -> Told:
    uncertain = ", day uncertain: the phone’s clock was off" if row.day_uncertain else ""
    brought = ", from a record system" if row.origin else ""
    return "Check-in", score(total(row.answers)) + uncertain + brought, client_of(row), None


def _report(row: Any) -> Told:
    return "Report", REPORTS[row.kind].words, None, None


def _treatment(row: Any) -> Told:
    parts = [words.TREATMENTS[row.kind]]
    parts += ["planned"] if row.planned else []
    parts += [words.SOURCES[row.source]]
    parts += ["not confirmed"] if row.confirmed_at is None else []
    return "Treatment", ", ".join(parts), row.recorded_by, None


def _advice(row: Any) -> Told:
    said = words.subject(row.output["headline"], row.output["action"])
    asked = words.URGENCIES[row.output["urgency"]]
    parts = [asked, *([said] if said else []), f"Thresholds version {row.policy_number}"]
    parts += ["The phone had shown something else"] if row.differs else []
    return "Advice", ". ".join(parts), None, url_for("clinic.advice", advice_id=row.id)


def _contact(row: Any) -> Told:
    by = ", noted by the patient" if row.source == "patient" else ""
    return "Contact", words.OUTCOMES[row.outcome].short + by + _quoted(row.note), row.staff_id, None


def _case(row: Any) -> Told:
    until = f"until {day(row.until)}" if row.until else ""
    step = case_words.STEPS.get(row.kind, row.kind)
    told = ": ".join(filter(None, (step, case_words.about(row.kind, row.code), until)))
    href = url_for("clinic.case", case_id=row.request_id)
    return "Request", told + _quoted(row.note), row.staff_id or row.client_id, href


def _reminder(row: Any) -> Told:
    by = {"push": " by notification", "email": " by email"}.get(row.channel or "", "")
    return "Reminder", f"sent{by}" if row.state == "sent" else "could not be sent", None, None


def _course(row: Any) -> Told:
    return "Course", f"{row.name}: laid out from {day(row.starts_on)}", row.created_by, None


def _course_end(row: Any) -> Told:
    return "Course", f"{row.name}: ended. {words.ended(row.ended_why)}", None, None


def _thresholds(row: Any) -> Told:
    href = url_for("clinic.version", number=row.number)
    why = _quoted(row.why)
    return "Thresholds", f"version {row.number} came into force{why}", row.staff_id, href


def _quoted(note: str) -> str:
    return f". “{note}”" if note else ""


_TOLD: dict[str, Callable[[Any], Told]] = {
    "check-in": _check_in,
    "report": _report,
    "treatment": _treatment,
    "advice": _advice,
    "contact": _contact,
    "case": _case,
    "reminder": _reminder,
    "course": _course,
    "course-end": _course_end,
    "thresholds": _thresholds,
}
