from flask import (
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from pwa.care import staff_session
from pwa.clinic import resume
from pwa.clinic.forms.sign_in import SignInForm
from pwa.clinic.guard import COOKIE, door
from pwa.clinic.safe_next import safe_next
from pwa.errors import Forbidden, TooMany
from pwa.store.tables import Staff
from pwa.web.cookies import clear_token, read_token, set_token
from pwa.web.session import current_session, writing_session


@door.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    form = SignInForm(formdata=None, next=safe_next(request.args.get("next")))
    return render_template(
        "clinic/sign_in.html", form=form, signed_out="signed-out" in request.args
    )


@door.post("/sign-in")
def try_to_sign_in() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate():
        return render_template("clinic/sign_in.html", form=form), 422
    try:
        staff = _known(form)
    except (Forbidden, TooMany) as error:
        form.form_errors.append(error.message)
        status = 403 if isinstance(error, Forbidden) else 429
        return render_template("clinic/sign_in.html", form=form), status
    return _let_in(staff, form)


def _known(form: SignInForm) -> Staff:
    address = request.remote_addr or ""
    staff_session.admit(writing_session(), form.email.data or "", address)
    current_session().commit()
    with current_app.extensions["db"].session(writes=False) as reader:
        return staff_session.authenticate(reader, form.email.data or "", form.password.data or "")


def _let_in(staff: Staff, form: SignInForm) -> Response:
    """Where a passkey or a second factor will ask, before there is a session."""
    _new_token_for_forms()
    value = staff_session.open_session(
        current_session(), staff, str(request.user_agent), request.remote_addr or ""
    )
    current_session().commit()
    response = _after(staff, form)
    seconds = int(staff_session.ABSOLUTE.total_seconds())
    set_token(response, COOKIE, value, max_age=seconds, samesite="Strict")
    return response


def _new_token_for_forms() -> None:
    """Whoever knew the token of before must not know the one of a signed-in person."""
    session.clear()
    g.pop(current_app.config["WTF_CSRF_FIELD_NAME"], None)  # the library keeps it there, too


def _after(staff: Staff, form: SignInForm) -> Response:
    kept = resume.kept_post(form.kept.data, staff.clinic_id)
    if kept:
        return make_response(render_template("clinic/resume.html", **kept))
    return make_response(redirect(safe_next(form.next.data), 303))


@door.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    found = staff_session.current(writing_session(), read_token(COOKIE))
    if found:
        staff_session.revoke(current_session(), found[1])
        current_session().commit()
    session.clear()
    response = make_response(redirect(url_for("clinic_door.sign_in") + "?signed-out", 303))
    clear_token(response, COOKIE)
    return response
