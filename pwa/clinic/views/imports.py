from flask import flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pwa.care import imports
from pwa.care.imports import lists
from pwa.care.spreadsheet import MEDIA_TYPE
from pwa.clinic import trail
from pwa.clinic.find import own
from pwa.clinic.forms.import_list import ImportForm
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.refusal import shown_on
from pwa.errors import Conflict
from pwa.store.tables import ImportDraft
from pwa.web.session import current_session

SHOWN = 100


@clinic.route("/import", methods=["GET", "POST"])
def import_list() -> ResponseReturnValue:
    form = ImportForm(kind=request.args.get("kind"))
    if form.validate_on_submit():
        with shown_on(form):
            name, text = form.given
            s = current_session()
            row = imports.keep(s, g.clinic, g.staff.id, form.kind.data, name, text)
            trail.note("list.given", row.id, kind=row.kind)
            s.commit()
            return redirect(url_for("clinic.look_at_list", list_id=row.id), 303)
    return form_page("import/give", form, kinds=imports.KINDS)


@clinic.get("/import/patients.csv")
def sample_patients() -> ResponseReturnValue:
    return _sample("patients")


@clinic.get("/import/check-ins.csv")
def sample_check_ins() -> ResponseReturnValue:
    return _sample("check-ins")


@clinic.get("/import/<list_id>")
def look_at_list(list_id: str) -> ResponseReturnValue:
    return _shown(own(ImportDraft, list_id))


@clinic.post("/import/<list_id>/take")
def take_list(list_id: str) -> ResponseReturnValue:
    row, s = own(ImportDraft, list_id), current_session()
    try:
        new = imports.take(s, g.clinic, row.id)
    except Conflict as refused:
        s.rollback()
        return _shown(own(ImportDraft, list_id), refused.message), 409
    trail.note("list.imported", row.id, kind=row.kind, rows=len(new))
    s.commit()
    flash(f"{len(new)} {'row is' if len(new) == 1 else 'rows are'} imported.")
    return redirect(url_for("clinic.patients"), 303)


@clinic.post("/import/<list_id>/throw-away")
def throw_list_away(list_id: str) -> ResponseReturnValue:
    imports.throw_away(current_session(), own(ImportDraft, list_id))
    trail.note("list.thrown-away", list_id)
    current_session().commit()
    flash("The list is thrown away. Nothing was imported.")
    return redirect(url_for("clinic.import_list"), 303)


def _sample(kind: str) -> ResponseReturnValue:
    response = make_response(imports.sample(kind))
    response.headers["Content-Type"] = MEDIA_TYPE
    response.headers["Content-Disposition"] = f'attachment; filename="{kind}.csv"'
    return response


def _shown(row: ImportDraft, refused: str = "") -> str:
    s = current_session()
    return render_template(
        "clinic/import/look.html",
        row=row,
        refused=refused,
        found=None if row.imported_at else imports.look(s, g.clinic, row),
        before=lists.before(s, row),
        shown=SHOWN,
    )
