from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pwa.care import roles
from pwa.care.staff import factors, invites, people, sessions
from pwa.clinic import trail
from pwa.clinic.find import own
from pwa.clinic.forms.account import RoleForm, SecondFactorForm, StaffInviteForm
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.refusal import shown_on
from pwa.clinic.step_up import fresh
from pwa.store.tables import Clinic, Staff, StaffInvite
from pwa.web.session import current_session


@clinic.get("/people")
def staff() -> ResponseReturnValue:
    s = current_session()
    form = SecondFactorForm(formdata=None, wanted=g.clinic.needs_second_factor)
    return render_template(
        "clinic/people/people.html",
        members=people.of_clinic(s, g.clinic_id),
        invites=invites.open_of(s, g.clinic_id),
        roles=roles.ROLES,
        choice=form,
    )


@clinic.post("/people/second-factor")
@fresh
def ask_all_for_second_factor() -> ResponseReturnValue:
    s, wanted = current_session(), bool(SecondFactorForm().wanted.data)
    ours = s.get_one(Clinic, g.clinic_id)
    ours.needs_second_factor = wanted
    trail.note("second-factor.asked-of-all", None, on=wanted)
    s.commit()
    flash("Everybody sets one up at their next page." if wanted else "A password is enough again.")
    return redirect(url_for("clinic.staff"), 303)


@clinic.route("/people/invite", methods=["GET", "POST"])
@fresh
def invite_staff() -> ResponseReturnValue:
    form = StaffInviteForm()
    if form.validate_on_submit():
        with shown_on(form):
            given = (form.email.data or "", form.name.data or "", form.role.data or "")
            made = invites.make(current_session(), g.staff, *given)
            trail.note("staff.invited", made.invite.id, role=made.invite.role)
            return _link(made)
    return form_page("people/invite", form)


@clinic.post("/people/invites/<invite_id>/withdraw")
def withdraw_staff_invite(invite_id: str) -> ResponseReturnValue:
    invite = own(StaffInvite, invite_id)
    invites.withdraw(current_session(), invite)
    trail.note("staff.invite-withdrawn", invite.id)
    current_session().commit()
    flash("That link opens nothing any more.")
    return redirect(url_for("clinic.staff"), 303)


@clinic.get("/people/<staff_id>")
def member(staff_id: str) -> ResponseReturnValue:
    row = own(Staff, staff_id)
    return _page(row, RoleForm(formdata=None, role=row.role))


@clinic.post("/people/<staff_id>/role")
@fresh
def change_role(staff_id: str) -> ResponseReturnValue:
    row, form = own(Staff, staff_id), RoleForm()
    before = row.role
    if form.validate():
        with shown_on(form):
            people.set_role(current_session(), row, form.role.data or "")
            trail.note("staff.role-changed", row.id, before=before, after=row.role)
            return _done(row, f"{row.name} is {roles.ROLES[row.role].name.lower()} from now on.")
    return _page(own(Staff, staff_id), form)


@clinic.post("/people/<staff_id>/disable")
@fresh
def disable_staff(staff_id: str) -> ResponseReturnValue:
    row = own(Staff, staff_id)
    form = RoleForm(formdata=None, role=row.role)
    with shown_on(form):
        people.disable(current_session(), row)
    if form.errors:
        return _page(own(Staff, staff_id), form)
    trail.note("staff.disabled", row.id)
    return _done(row, f"{row.name} is signed out everywhere, and can’t sign in any more.")


@clinic.post("/people/<staff_id>/enable")
@fresh
def enable_staff(staff_id: str) -> ResponseReturnValue:
    row = own(Staff, staff_id)
    people.enable(current_session(), row)
    trail.note("staff.enabled", row.id)
    return _done(row, f"{row.name} can sign in again.")


@clinic.post("/people/<staff_id>/reset")
@fresh
def reset_factors(staff_id: str) -> ResponseReturnValue:
    row = own(Staff, staff_id)
    people.reset_factors(current_session(), row)
    trail.note("staff.factors-reset", row.id)
    return _done(row, f"Only the password of {row.name} is asked now. They are signed out.")


@clinic.post("/people/<staff_id>/link")
@fresh
def new_password_link(staff_id: str) -> ResponseReturnValue:
    row = own(Staff, staff_id)
    if row.disabled_at is not None:
        abort(404)
    made = invites.make_new_link(current_session(), g.staff, row)
    trail.note("staff.link-made", row.id)
    return _link(made)


def _link(made: invites.Made) -> ResponseReturnValue:
    current_session().commit()
    address = url_for("clinic_door.join", token=made.token)
    link = request.host_url.rstrip("/") + address
    return render_template("clinic/people/link.html", invite=made.invite, link=link)


def _done(row: Staff, words: str) -> ResponseReturnValue:
    current_session().commit()
    flash(words)
    if row.id == g.staff.id:  # who may not open the page of people any more
        return redirect(url_for("clinic.worklist"), 303)
    return redirect(url_for("clinic.member", staff_id=row.id), 303)


def _page(row: Staff, form: RoleForm) -> ResponseReturnValue:
    s = current_session()
    return form_page(
        "people/member",
        form,
        member=row,
        factors=factors.of(s, row),
        live=len(sessions.list_for(s, row)),
        roles=roles.ROLES,
    )
