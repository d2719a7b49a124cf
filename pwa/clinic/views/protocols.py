from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from pwa.care import protocols as usual
from pwa.clinic import trail
from pwa.clinic.forms.protocol import protocol_form
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.refusal import shown_on
from pwa.decision.protocol import PARAMETERS
from pwa.store.tables import Protocol
from pwa.web.session import current_session


@clinic.get("/protocols")
def protocols() -> ResponseReturnValue:
    rows = usual.of_clinic(current_session(), g.clinic_id)
    return render_template("clinic/protocols.html", rows=rows, read=usual.read)


@clinic.route("/protocols/new", methods=["GET", "POST"])
def new_protocol() -> ResponseReturnValue:
    return _edit(None)


@clinic.route("/protocols/<protocol_id>/edit", methods=["GET", "POST"])
def edit_protocol(protocol_id: str) -> ResponseReturnValue:
    return _edit(own_protocol(protocol_id))


@clinic.post("/protocols/<protocol_id>/retire")
def retire_protocol(protocol_id: str) -> ResponseReturnValue:
    row, s = own_protocol(protocol_id), current_session()
    usual.retire(s, row)
    trail.note("protocol.retired", row.id)
    s.commit()
    return redirect(url_for("clinic.protocol_retired", protocol_id=row.id), 303)


@clinic.get("/protocols/<protocol_id>/retired")
def protocol_retired(protocol_id: str) -> ResponseReturnValue:
    return render_template("clinic/protocol_retired.html", row=own_protocol(protocol_id))


@clinic.post("/protocols/<protocol_id>/bring-back")
def bring_back_protocol(protocol_id: str) -> ResponseReturnValue:
    row, s = own_protocol(protocol_id), current_session()
    usual.bring_back(s, row)
    trail.note("protocol.brought-back", row.id)
    s.commit()
    flash(f"“{row.name}” is offered again.")
    return redirect(url_for("clinic.protocols"), 303)


def own_protocol(protocol_id: str) -> Protocol:
    """The clinic's protocol with this id, or 404."""
    return usual.find(current_session(), g.clinic_id, protocol_id) or abort(404)


def _edit(row: Protocol | None) -> ResponseReturnValue:
    begun = {"name": row.name, **row.steps} if row else usual.BEGIN
    form = protocol_form(**{name: str(value) for name, value in begun.items()})
    if form.validate_on_submit():
        with shown_on(form):
            return _save(row, form.name.data or "", form.typed)
    return form_page("protocol_form", form, protocol=row, parameters=PARAMETERS)


def _save(row: Protocol | None, name: str, values: dict[str, object]) -> ResponseReturnValue:
    s = current_session()
    if row is None:
        made = usual.add(s, g.clinic_id, name, values, g.staff.id)
        trail.note("protocol.added", made.id)
    else:
        made = usual.replace(s, row, name, values, g.staff.id)
        trail.note("protocol.changed", made.id, before=row.id)
    s.commit()
    flash(f"“{made.name}” is saved. Courses that are under way stay as they are.")
    return redirect(url_for("clinic.protocols"), 303)
