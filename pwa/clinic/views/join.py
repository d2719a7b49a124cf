"""Where a link leads that somebody of the staff has made: to choose a password."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import select

from pwa.care import roles
from pwa.care.staff import factors, invites, tries
from pwa.clinic.entering import Onward, let_in, note
from pwa.clinic.forms.account import JoinForm
from pwa.clinic.guard import door
from pwa.clinic.page import form_page
from pwa.clinic.refusal import shown_on
from pwa.errors import Expired
from pwa.store.tables import Clinic, Staff, StaffInvite
from pwa.web.session import current_session, writing_session


@door.get("/join/<token>")
def join(token: str) -> ResponseReturnValue:
    """Only shows it: a link scanner uses nothing up."""
    try:
        return _page(JoinForm(formdata=None), invites.find(current_session(), token))
    except Expired as error:
        return _over(error)


@door.post("/join/<token>")
def redeem(token: str) -> ResponseReturnValue:
    form = JoinForm()
    tries.admit(writing_session(), None, request.remote_addr or "")
    current_session().commit()
    try:
        invites.find(current_session(), token)
        if form.validate():
            with shown_on(form):
                return _joined(token, form)
        return _page(form, invites.find(current_session(), token))
    except Expired as error:
        return _over(error)


def _joined(token: str, form: JoinForm) -> ResponseReturnValue:
    s = current_session()
    staff = invites.redeem(s, token, form.password.data or "")
    note(staff, "staff.joined", role=staff.role)
    if factors.of(s, staff).any:  # a new password alone does not let them in
        s.commit()
        return redirect(url_for("clinic_door.sign_in"), 303)
    return let_in(staff, "password", Onward(url_for("clinic.account"), None))


def _page(form: JoinForm, invite: StaffInvite) -> ResponseReturnValue:
    s = current_session()
    mine = select(Staff.id).where(Staff.clinic_id == invite.clinic_id, Staff.email == invite.email)
    return form_page(
        "people/join",
        form,
        invite=invite,
        place=s.get_one(Clinic, invite.clinic_id),
        role=roles.ROLES.get(invite.role),
        known=s.exec(mine).first() is not None,
    )


def _over(error: Expired) -> ResponseReturnValue:
    return render_template("clinic/people/over.html", why=error.message), 410
