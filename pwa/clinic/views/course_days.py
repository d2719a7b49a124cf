from datetime import date
from typing import Any, NamedTuple, cast

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pwa.care import clock
from pwa.care import course as courses
from pwa.care.course import Day
from pwa.clinic import reads, trail
from pwa.clinic.find import own, own_patient
from pwa.clinic.forms.course import DayForm, MoveForm, read_written, written
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.refusal import shown_on
from pwa.clinic.words import COURSE_DAYS
from pwa.decision.reader import read_date
from pwa.store.tables import CoursePlan, Patient
from pwa.web.session import current_session


class Undo(NamedTuple):
    """What was just done, and the way back: an address and its fields."""

    done: str
    action: str
    fields: dict[str, str]


@clinic.get("/courses/<course_id>")
def course(course_id: str) -> ResponseReturnValue:
    row = own(CoursePlan, course_id)
    return render_template("clinic/course/course.html", undo=_undo(row), **_shown(row))


@clinic.post("/courses/<course_id>/days/add")
def add_course_day(course_id: str) -> ResponseReturnValue:
    row, form = own(CoursePlan, course_id), DayForm()
    patient = own_patient(row.patient_id)
    if form.validate():
        with shown_on(form):
            on, s = cast(date, form.on.data), current_session()
            courses.add_day(s, patient, row, on, form.what.data, g.staff.id)
            return _changed(row, added=on, what=form.what.data)
    return form_page("course/course", form, **_shown(row))


@clinic.post("/courses/<course_id>/days/remove")
def remove_course_day(course_id: str) -> ResponseReturnValue:
    row = own(CoursePlan, course_id)
    on, what = read_written(request.form.get("day", "")) or abort(404)
    courses.remove_day(current_session(), own_patient(row.patient_id), row, on, what)
    return _changed(row, removed=on, what=what)


@clinic.route("/courses/<course_id>/days/move", methods=["GET", "POST"])
def move_course_day(course_id: str) -> ResponseReturnValue:
    row = own(CoursePlan, course_id)
    patient, form = own_patient(row.patient_id), MoveForm(day=request.args.get("day"))
    form.offer(_to_come(row, patient))
    if form.validate_on_submit():
        with shown_on(form):
            on, what = cast(tuple[date, str], read_written(form.day.data))
            to = cast(date, form.to.data)
            courses.move_day(current_session(), patient, row, on, to, what, g.staff.id)
            return _changed(row, moved=on, to=to, what=what)
    return form_page("course/move", form, patient=patient, course=row)


def _to_come(row: CoursePlan, patient: Patient) -> list[Day]:
    today = clock.today(patient.timezone or g.clinic.timezone)
    days = courses.days_of(current_session(), patient, row, [])
    return [one for one in days if one.on >= today and not one.took_place]


def _changed(row: CoursePlan, **done: Any) -> ResponseReturnValue:
    trail.note("course.changed", row.patient_id, course=row.id)
    current_session().commit()
    return redirect(url_for("clinic.course", course_id=row.id, **done), 303)


def _shown(row: CoursePlan) -> dict[str, object]:
    patient: Patient = own_patient(row.patient_id)
    s = current_session()
    checked_in = [one.on for one in reads.check_ins(s, patient)]
    days = courses.days_of(s, patient, row, checked_in)
    usual = next((one.what for one in days if one.what != courses.CHECK_IN), courses.CHECK_IN)
    return {
        "patient": patient,
        "course": row,
        "days": days,
        "today": clock.today(patient.timezone or g.clinic.timezone),
        "by": reads.staff_names(s, g.clinic_id).get(row.created_by or "", "staff"),
        "adding": DayForm(formdata=None, what=usual),
        "written": written,
    }


def _undo(row: CoursePlan) -> Undo | None:
    """The way back from the change that led here, which the address names."""
    args, what = request.args, request.args.get("what", "")
    days = {name: read_date(args.get(name)) for name in ("added", "removed", "moved", "to")}
    if what not in COURSE_DAYS or row.ended_at:
        return None
    shown, here = COURSE_DAYS[what], row.id
    if on := days["added"]:
        action = url_for("clinic.remove_course_day", course_id=here)
        return Undo(f"{shown} added.", action, {"day": f"{on} {what}"})
    if on := days["removed"]:
        action = url_for("clinic.add_course_day", course_id=here)
        return Undo(f"{shown} taken away.", action, {"on": str(on), "what": what})
    if (on := days["moved"]) and (to := days["to"]):
        action = url_for("clinic.move_course_day", course_id=here)
        return Undo(f"{shown} moved.", action, {"day": f"{to} {what}", "to": str(on)})
    return None
