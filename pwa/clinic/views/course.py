from datetime import date
from typing import cast

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pwa.care import course, protocols
from pwa.clinic import trail
from pwa.clinic.find import own, own_patient
from pwa.clinic.forms.course import EndForm, FollowForm
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.refusal import shown_on
from pwa.clinic.views.protocols import own_protocol
from pwa.store.tables import CoursePlan, Patient, Protocol
from pwa.web.session import current_session


@clinic.get("/patients/<patient_id>/course/new")
def choose_protocol(patient_id: str) -> ResponseReturnValue:
    patient, s = own_patient(patient_id), current_session()
    return render_template(
        "clinic/course/choose.html",
        patient=patient,
        going_on=course.current(s, patient),
        rows=protocols.of_clinic(s, g.clinic_id),
        read=protocols.read,
    )


@clinic.route("/patients/<patient_id>/course/new/<protocol_id>", methods=["GET", "POST"])
def follow_protocol(patient_id: str, protocol_id: str) -> ResponseReturnValue:
    patient, protocol = own_patient(patient_id), own_protocol(protocol_id)
    form = FollowForm()
    if request.method == "GET":
        form.begin(protocols.read(protocol))
    elif form.validate():
        with shown_on(form):
            return _look_or_follow(patient, protocol, form)
    return form_page(
        "course/follow", form, patient=patient, protocol=protocol, shape=protocols.read(protocol)
    )


def _look_or_follow(patient: Patient, protocol: Protocol, form: FollowForm) -> ResponseReturnValue:
    s = current_session()
    on, (rounds, every) = cast(date, form.starts_on.data), form.numbers
    # The course says which number is wrong; what passes is whole.
    asked = (s, patient, protocol, on, cast(int, rounds), cast(int, every))
    if "confirmed" not in request.form:
        days = course.preview(*asked)
        return render_template(
            "clinic/course/preview.html", patient=patient, protocol=protocol, form=form, days=days
        )
    made = course.follow(*asked, g.staff.id)
    trail.note("course.laid-out", patient.id, course=made.id)
    s.commit()
    flash(f"“{made.name}” is laid out. Each day can still be moved, taken away or added to.")
    return redirect(url_for("clinic.course", course_id=made.id), 303)


@clinic.route("/courses/<course_id>/end", methods=["GET", "POST"])
def end_course(course_id: str) -> ResponseReturnValue:
    row = own(CoursePlan, course_id)
    patient, form = own_patient(row.patient_id), EndForm()
    if form.validate_on_submit():
        with shown_on(form):
            course.end(current_session(), patient, row, form.reason.data, form.note.data or "")
            trail.note("course.ended", patient.id, course=row.id, reason=form.reason.data)
            current_session().commit()
            return redirect(url_for("clinic.course", course_id=row.id), 303)
    return form_page("course/end", form, patient=patient, course=row)


@clinic.post("/courses/<course_id>/resume")
def resume_course(course_id: str) -> ResponseReturnValue:
    row = own(CoursePlan, course_id)
    patient = own_patient(row.patient_id)
    course.resume(current_session(), patient, row)
    trail.note("course.resumed", patient.id, course=row.id)
    current_session().commit()
    flash("The course goes on, with the days that were still to come.")
    return redirect(url_for("clinic.course", course_id=row.id), 303)
