"""Asked again who it is: before a page that has no form of its own, and under the lock."""

from flask import g, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from pwa.care.audit import Actor
from pwa.care.staff import passkey_options, passkeys, sessions
from pwa.clinic import challenge, step_up
from pwa.clinic.forms.step_up import ProofForm
from pwa.clinic.guard import COOKIE, door
from pwa.clinic.refusal import status_of
from pwa.clinic.safe_next import safe_next
from pwa.errors import Forbidden, TooMany
from pwa.store.tables import Clinic
from pwa.web.cookies import read_token
from pwa.web.session import current_session, writing_session


@door.get("/passkey/confirm")
def passkey_to_confirm() -> ResponseReturnValue:
    """For whoever holds the session, which may be locked; with the token that forms want by now."""
    known = passkeys.of(current_session(), g.staff) if _holder() else []
    token = generate_csrf()
    asked = challenge.sent("confirm", passkey_options.to_use(known, challenge.site()))
    return jsonify(asked | {"token": token})


@door.post("/confirm")
def confirm_identity() -> ResponseReturnValue:
    """Then the page that was asked for; a form asks by itself: see step_up."""
    if not _holder():
        return redirect(url_for("clinic_door.sign_in"), 303)
    form, wanted = ProofForm(), safe_next(request.form.get("next"))
    try:
        step_up.confirm(form)
    except (Forbidden, TooMany) as error:
        form.form_errors.append(error.message)
        return step_up.page(form, status_of(error), wanted)
    return redirect(wanted, 303)


@door.post("/unlock")
def unlock() -> ResponseReturnValue:
    """The session goes on where it was, and with it the page under the lock: only its reader's."""
    if not _holder() or request.form.get("who") != g.staff.id:
        return jsonify(over=True), 401
    try:
        step_up.confirm(ProofForm())
    except (Forbidden, TooMany) as error:
        return jsonify(message=error.message), status_of(error)
    return "", 204


@door.post("/lock")
def lock() -> ResponseReturnValue:
    if _holder():
        sessions.lock(writing_session(), g.staff_session)
        current_session().commit()
    return "", 204


@door.get("/alive")
def alive() -> ResponseReturnValue:
    """Somebody types on a page, so the session is in use; 401 when it is locked.

    When it is over there is nothing to lock: what is sent then comes back after a sign-in.
    """
    found = sessions.current(current_session(writes=False), read_token(COOKIE))
    if found is None:
        return "", 401 if _holder() else 410
    if sessions.is_due(found[1]):
        g.clinic_id = found[0].clinic_id  # a writer sees nobody's rows before it is in a clinic
        sessions.touch(writing_session(), found[1])
        current_session().commit()
    return "", 204


def _holder() -> bool:
    """Whether a session that is not over stands behind this request, locked or not."""
    found = sessions.resting(current_session(writes=False), read_token(COOKIE))
    if found is None:
        return False
    g.staff, g.staff_session = found
    g.clinic_id = g.staff.clinic_id
    g.actor = Actor("staff", g.staff.id, g.clinic_id)
    g.clinic = current_session().get_one(Clinic, g.clinic_id)
    return True
