"""Who may come in: `door` is open to anyone, `clinic` is for signed-in staff of the clinic."""

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect

from pwa.care import roles
from pwa.care.audit import Actor
from pwa.care.staff import sessions
from pwa.clinic import mine, permissions, resume, step_up, trail
from pwa.store.tables import Clinic
from pwa.web.cookies import read_token
from pwa.web.session import current_session, writing_session

COOKIE = "clinic"

csrf = CSRFProtect()
door = Blueprint("clinic_door", __name__, url_prefix="/clinic")
clinic = Blueprint("clinic", __name__, url_prefix="/clinic")


@clinic.before_request
def signed_in_staff_of_this_clinic() -> ResponseReturnValue | None:
    found = sessions.current(current_session(writes=False), read_token(COOKIE))
    if found is None:
        return _sign_in_first()
    g.staff, g.staff_session = found
    g.clinic_id = g.staff.clinic_id
    g.actor = Actor("staff", g.staff.id, g.clinic_id)
    g.clinic = current_session().get_one(Clinic, g.clinic_id)
    _note_use()
    return permissions.refuse_others() or mine.set_up_first()


@door.before_request
@clinic.before_request
def forms_carry_our_token() -> None:
    csrf.protect()


@clinic.before_request
def who_it_is_is_fresh_where_that_is_asked() -> ResponseReturnValue | None:
    asked = step_up.ask_again()
    if asked is None and request.method == "POST":
        writing_session()
    return asked


@door.after_request
@clinic.after_request
def personal_pages_are_not_kept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


clinic.after_request(trail.write_looks)


@door.errorhandler(CSRFError)
@clinic.errorhandler(CSRFError)
def ask_again(_error: CSRFError) -> ResponseReturnValue:
    return resume.confirm_or_refuse()


@clinic.errorhandler(404)
def not_here(_error: Exception) -> ResponseReturnValue:
    return render_template("clinic/not_found.html"), 404


@clinic.errorhandler(permissions.NotForThisRole)
def not_for_this_role(_error: Exception) -> ResponseReturnValue:
    return render_template("clinic/not_for_this_role.html", role=roles.ROLES.get(g.staff.role)), 403


def _note_use() -> None:
    if sessions.is_due(g.staff_session):
        sessions.touch(writing_session(), g.staff_session)
        current_session().commit()


def _sign_in_first() -> ResponseReturnValue:
    if request.method == "POST":
        return resume.sign_in_and_go_on(read_token(COOKIE))
    return redirect(url_for("clinic_door.sign_in", next=request.full_path.rstrip("?")))
