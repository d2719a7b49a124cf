"""From a proof to a session: what a password leads to, and the cookie at the end."""

from typing import NamedTuple

from flask import (
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
)
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeTimedSerializer

from pwa.care import audit
from pwa.care.audit import Actor
from pwa.care.staff import factors, sessions
from pwa.clinic import resume
from pwa.clinic.forms.sign_in import CodeForm
from pwa.clinic.guard import COOKIE
from pwa.clinic.safe_next import safe_next
from pwa.store.db import enter
from pwa.store.tables import Staff
from pwa.web.cookies import set_token
from pwa.web.session import current_session

CODE_WITHIN_SECONDS = 5 * 60


class Onward(NamedTuple):
    """Where somebody was going: a page, and what was typed before the session ran out."""

    next: str | None
    kept: str | None


def after_password(staff: Staff, onward: Onward) -> ResponseReturnValue:
    """Let in who has nothing but a password; ask everybody else for their second factor."""
    known = factors.of(current_session(), staff)
    if not known.any:
        return let_in(staff, "password", onward)
    form = CodeForm(formdata=None, next=onward.next, kept=onward.kept)
    form.ticket.data = _tickets().dumps([staff.clinic_id, staff.id])
    return render_template("clinic/second_factor.html", form=form, known=known)


def ticket_holder(ticket: str | None) -> Staff | None:
    """Who has given their password within five minutes."""
    try:
        clinic_id, staff_id = _tickets().loads(ticket or "", max_age=CODE_WITHIN_SECONDS)
    except BadData:
        return None
    enter(current_session(), clinic_id)
    staff = current_session().get(Staff, {"clinic_id": clinic_id, "id": staff_id})
    return staff if staff and staff.disabled_at is None else None


def let_in(staff: Staff, method: str, onward: Onward) -> Response:
    """Open a session, and go on to where they were going."""
    _new_token_for_forms()
    s = current_session()
    value = sessions.begin(s, staff, str(request.user_agent), request.remote_addr or "", method)
    note(staff, "sign-in.succeeded", method=method)
    s.commit()
    response = _after(staff, onward)
    # It outlives the session: by it what was being typed at the end is given back.
    seconds = int(2 * sessions.ABSOLUTE.total_seconds())
    set_token(response, COOKIE, value, max_age=seconds, samesite="Strict")
    return response


def note(staff: Staff, name: str, **details: str) -> None:
    """An event of somebody at the door, who is not signed in yet or any more."""
    actor = Actor("staff", staff.id, staff.clinic_id)
    audit.record(current_session(), actor, name, staff.id, **details)


def _new_token_for_forms() -> None:
    """Whoever knew the token of before must not know the one of a signed-in person."""
    session.clear()
    g.pop(current_app.config["WTF_CSRF_FIELD_NAME"], None)  # the library keeps it there, too


def _after(staff: Staff, onward: Onward) -> Response:
    kept = resume.kept_post(onward.kept, staff.clinic_id)
    if kept:
        return make_response(render_template("clinic/resume.html", **kept))
    return make_response(redirect(safe_next(onward.next), 303))


def _tickets() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="clinic-second-factor")
