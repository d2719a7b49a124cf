"""The plan and one's own data as plain pages of a paired phone, for browsers without scripts."""

from datetime import date
from typing import Any

from flask import make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from pwa.care import erase, languages, own_data, plan, programme
from pwa.care.pairing import Caller
from pwa.care.patients import today_of
from pwa.care.plan_sheet import sheet_of
from pwa.errors import Fault, Invalid
from pwa.languages import long_day, mark
from pwa.patient.door import blueprint, note, reader, writer
from pwa.web.language import current_language, gettext
from pwa.web.session import current_session

TOO_LONG = mark("Enter a day after today, at most {days} days ahead")
WHAT = {
    "check_ins": mark("Check-in"),
    "treatments": mark("Treatment"),
    "reports": mark("You told us"),
    "appointments": mark("Appointment"),
    "contacts": mark("Contact with your clinic"),
}


@blueprint.get("/app/plan/plain")
def plan_plain() -> ResponseReturnValue:
    caller, s = reader(), current_session()
    today = today_of(s, caller.patient)
    body = plan.fresh(s, caller.patient, today) or plan.compile_anew(s, caller.patient, today).body
    language = languages.of(caller.patient.language)
    return render_template(
        "patient/plan_plain.html",
        clinic=caller.clinic,
        sheet=sheet_of(caller.patient, caller.clinic, body) if caller.clinic.shows_plan else None,
        language=language,
        say=language.say,
    )


@blueprint.get("/app/data/plain")
def data_plain() -> str:
    return _data(reader(), [])


@blueprint.post("/app/data/programme")
def programme_by_form() -> ResponseReturnValue:
    caller, s = writer(), current_session()
    patient, state, today = caller.patient, request.form.get("state"), today_of(s, caller.patient)
    try:
        programme.choose(s, patient, state, _day(request.form.get("until", "")), today)
    except Invalid:
        s.rollback()
        wrong = gettext(TOO_LONG).format(days=programme.LONGEST_PAUSE_DAYS)
        return make_response(_data(reader(), [Fault("until", wrong)]), 422)
    return _saved()


@blueprint.post("/app/data/deletion")
def deletion_by_form() -> ResponseReturnValue:
    caller, s = writer(), current_session()
    if request.form.get("ask") == "1":
        erase.ask(s, caller.patient)
        note(caller.patient, "deletion.asked")
    else:
        erase.withdraw(s, caller.patient)
        note(caller.patient, "deletion.withdrawn")
    return _saved()


def _saved() -> ResponseReturnValue:
    current_session().commit()
    return redirect("/app/data/plain", 303)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _data(caller: Caller, faults: list[Fault]) -> str:
    s, patient = current_session(), caller.patient
    data, today = own_data.of(s, patient, caller.clinic), today_of(s, patient)
    return render_template(
        "patient/data_plain.html",
        person=data["patient"],
        clinic=caller.clinic,
        lines=_lines(data),
        made=today,
        programme=programme.of(patient, today),
        asked_on=patient.deletion_asked_at,
        day=lambda on: long_day(on, current_language().code, caller.clinic.country),
        faults=faults,
        until=request.form.get("until", ""),
    )


def _lines(data: dict[str, Any]) -> list[tuple[date, str, str]]:
    """Everything by day, the newest first: the day, what it was, and more about it."""
    found = [
        (date.fromisoformat(row["on"]), gettext(what), _detail(kind, row))
        for kind, what in WHAT.items()
        for row in data[kind]
    ]
    return sorted(found, key=lambda line: line[0], reverse=True)


def _detail(kind: str, row: dict[str, Any]) -> str:
    if kind == "check_ins":
        score = row["score"]
        blank, full = mark("some left blank"), mark("Score {total}")
        return gettext(blank) if score is None else gettext(full).format(total=score)
    return str(row.get("words", ""))
