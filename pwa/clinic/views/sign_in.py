from flask import (
    current_app,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from pwa.care.staff import factors, passkey_options, passkeys, passwords, sessions, tries
from pwa.clinic import challenge
from pwa.clinic.entering import Onward, after_password, let_in, note, ticket_holder
from pwa.clinic.forms.sign_in import CodeForm, OnwardForm, PasskeyForm, SignInForm
from pwa.clinic.guard import COOKIE, door
from pwa.clinic.refusal import status_of
from pwa.clinic.safe_next import safe_next
from pwa.errors import Forbidden, TooMany
from pwa.store.db import enter
from pwa.store.tables import Staff
from pwa.web.cookies import clear_token, read_token
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
        return _refused(form, error)
    return after_password(staff, _onward(form))


@door.get("/passkey")
def passkey_to_sign_in() -> ResponseReturnValue:
    return jsonify(challenge.sent("sign-in", passkey_options.to_use([], challenge.site())))


@door.post("/sign-in/passkey")
def sign_in_by_passkey() -> ResponseReturnValue:
    """Instead of a password, or after it."""
    form = PasskeyForm()
    try:
        staff = _signed(form)
    except (Forbidden, TooMany) as error:
        again = SignInForm(formdata=None, next=form.next.data, kept=form.kept.data)
        return _refused(again, error)
    return let_in(staff, "passkey", _onward(form))


@door.post("/sign-in/code")
def second_factor() -> ResponseReturnValue:
    form = CodeForm()
    staff = ticket_holder(form.ticket.data)
    if staff is None:
        return redirect(url_for("clinic_door.sign_in"), 303)
    if not form.validate():
        return _ask_for_code(form, staff, 422)
    try:
        method = _code_taken(staff, form)
    except (Forbidden, TooMany) as error:
        form.code.errors = [error.message]
        return _ask_for_code(form, staff, status_of(error))
    return let_in(staff, method, _onward(form))


@door.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    found = sessions.resting(writing_session(), read_token(COOKIE))
    if found:
        sessions.revoke(current_session(), found[1])
        note(found[0], "signed-out")
        current_session().commit()
    session.clear()
    response = make_response(redirect(url_for("clinic_door.sign_in") + "?signed-out", 303))
    clear_token(response, COOKIE)
    return response


def _known(form: SignInForm) -> Staff:
    email = form.email.data or ""
    _admit(email)
    account = passwords.account(current_session(), email)
    if account:
        note(account, "sign-in.attempted")
    current_session().commit()
    with current_app.extensions["db"].session(writes=False) as reader:
        return passwords.authenticate(reader, email, form.password.data or "")


def _signed(form: PasskeyForm) -> Staff:
    _admit(None)
    current_session().commit()
    wanted = challenge.returned("sign-in", form.state.data)
    answer = form.passkey.data or ""
    owner = ticket_holder(form.ticket.data)
    return passkeys.prove(current_session(), answer, wanted, challenge.site(), "sign-in", owner)


def _code_taken(staff: Staff, form: CodeForm) -> str:
    _admit(staff.email)
    s = current_session()
    s.commit()
    enter(s, staff.clinic_id)  # it is another session than the one that has found them
    return factors.second(s, staff, str(current_app.secret_key), form.code.data or "")


def _admit(email: str | None) -> None:
    tries.admit(writing_session(), email, request.remote_addr or "")


def _onward(form: OnwardForm) -> Onward:
    return Onward(form.next.data, form.kept.data)


def _ask_for_code(form: CodeForm, staff: Staff, status: int) -> ResponseReturnValue:
    known = factors.of(current_session(), staff)
    return render_template("clinic/second_factor.html", form=form, known=known), status


def _refused(form: SignInForm, error: Forbidden | TooMany) -> ResponseReturnValue:
    form.form_errors.append(error.message)
    return render_template("clinic/sign_in.html", form=form), status_of(error)
