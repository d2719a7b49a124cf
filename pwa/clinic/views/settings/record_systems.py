from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from pwa.care.audit import look
from pwa.care.programs import clients, scopes
from pwa.clinic import trail
from pwa.clinic.find import own
from pwa.clinic.forms.record_system import SCOPES, RecordSystemForm, facts_of
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.refusal import shown_on
from pwa.clinic.step_up import fresh
from pwa.store.tables import AuditEvent, Client
from pwa.web.address import root
from pwa.web.session import current_session

LATEST = 20


@clinic.get("/settings/record-systems")
def record_systems() -> ResponseReturnValue:
    rows = clients.of_clinic(current_session(), g.clinic_id)
    return render_template("clinic/settings/record_systems.html", rows=rows)


@clinic.route("/settings/record-systems/new", methods=["GET", "POST"])
@fresh
def register_record_system() -> ResponseReturnValue:
    form = RecordSystemForm()
    if form.validate_on_submit():
        with shown_on(form):
            made = clients.register(current_session(), g.clinic_id, form.facts, g.staff.id)
            trail.note("record-system.registered", made.id, scopes=made.scopes)
            return _done(made, f"{made.name} is registered. Give its makers what is below.")
    return _form_page(form, None)


@clinic.get("/settings/record-systems/<client_id>")
def record_system(client_id: str) -> ResponseReturnValue:
    row = own(Client, client_id)
    shown = {"row": row, "root": root(), "latest": _latest(row), "words": SCOPES}
    allowed = scopes.parts(row.scopes)
    return render_template("clinic/settings/record_system.html", allowed=allowed, **shown)


@clinic.route("/settings/record-systems/<client_id>/change", methods=["GET", "POST"])
@fresh
def change_record_system(client_id: str) -> ResponseReturnValue:
    row = own(Client, client_id)
    if row.revoked_at is not None:
        abort(404)
    form = RecordSystemForm(data=facts_of(row))
    if form.validate_on_submit():
        with shown_on(form):
            changed = clients.change(current_session(), row, form.facts)
            trail.note("record-system.changed", row.id, fields=changed, scopes=row.scopes)
            return _done(row, "It is saved. The system needs a new access token from now on.")
    return _form_page(form, own(Client, client_id))


@clinic.post("/settings/record-systems/<client_id>/revoke")
@fresh
def revoke_record_system(client_id: str) -> ResponseReturnValue:
    row = own(Client, client_id)
    clients.revoke(current_session(), row)
    trail.note("record-system.revoked", row.id)
    return _done(row, f"{row.name} is let in no more.")


def _done(row: Client, words: str) -> ResponseReturnValue:
    current_session().commit()
    flash(words)
    return redirect(url_for("clinic.record_system", client_id=row.id), 303)


def _form_page(form: RecordSystemForm, row: Client | None) -> ResponseReturnValue:
    form.forget_private_key()
    return form_page("settings/record_system_form", form, row=row)


def _latest(row: Client) -> list[AuditEvent]:
    """The last things it did. Who never came has no place in a long trail to be looked for."""
    if row.used_at is None:
        return []
    wanted = look.Wanted(actor=row.id)
    return list(look.page(current_session(), g.clinic_id, wanted).events[:LATEST])
