from flask import flash, g, redirect, url_for
from flask.typing import ResponseReturnValue

from pwa.care.staff import passwords, people, sessions
from pwa.clinic import step_up, trail
from pwa.clinic.forms.account import PasswordForm
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.refusal import put, shown_on
from pwa.store.tables import Staff
from pwa.web.session import current_session


@clinic.route("/account/password", methods=["GET", "POST"])
def password() -> ResponseReturnValue:
    form = PasswordForm()
    if form.validate_on_submit() and _knows(form):
        with shown_on(form):
            _change(form)
            flash("Your password is changed. Everywhere else you are signed out.")
            return redirect(url_for("clinic.account"), 303)
    return form_page("account/password", form)


def _knows(form: PasswordForm) -> bool:
    step_up.count_try(g.staff)  # and commits: a hash takes long, and others write meanwhile
    right = passwords.matches(g.staff.password_hash, form.old.data or "")
    if not right:
        put(form, "old", "that is not your password until now.")
    return right


def _change(form: PasswordForm) -> None:
    s = current_session()
    staff = s.get_one(Staff, {"clinic_id": g.clinic_id, "id": g.staff.id})
    people.set_password(s, staff, form.password.data or "")
    sessions.revoke_all(s, staff, but=g.staff_session)
    step_up.forgive_tries()
    trail.note("password.changed", staff.id)
    s.commit()
