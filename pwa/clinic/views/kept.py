import json

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from pwa.care import quarantine, seal
from pwa.care.worklist import quarantined
from pwa.clinic import trail
from pwa.clinic.find import own, own_patient
from pwa.clinic.forms.kept import KeptForm
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.reads import LISTED
from pwa.store.tables import Quarantine
from pwa.web.session import current_session


@clinic.get("/kept")
def kept() -> ResponseReturnValue:
    waiting = quarantined(current_session(), g.clinic, LISTED)
    return render_template("clinic/kept.html", kept=waiting)


@clinic.route("/kept/<item_id>", methods=["GET", "POST"])
def kept_item(item_id: str) -> ResponseReturnValue:
    item = own(Quarantine, item_id)
    form = KeptForm()
    if not form.validate_on_submit():
        patient, content = (
            own_patient(item.patient_id),
            _readable(seal.text_of(current_session(), item)),
        )
        return form_page("kept_item", form, item=item, patient=patient, content=content)
    resolution = f"{form.resolution.data}: {form.note.data}".removesuffix(": ")
    quarantine.resolve(current_session(), item, g.staff.id, resolution)
    decided = form.resolution.data
    trail.note("kept-item.resolved", item.patient_id, item=item.id, resolution=decided)
    current_session().commit()
    flash("The item is marked as dealt with. What arrived stays on record.")
    return redirect(url_for("clinic.kept"), 303)


def _readable(body: str) -> str:
    """The text as it arrived, indented where it is JSON."""
    try:
        return json.dumps(json.loads(body), indent=2, ensure_ascii=False)
    except ValueError:
        return body
