from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from pwa.care import languages
from pwa.care.house import wording
from pwa.care.house.lines import CHANGEABLE
from pwa.clinic.forms.house import WordingForm, wording_form
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.refusal import shown_on
from pwa.clinic.views.settings.saved import done, ours
from pwa.web.session import current_session


@clinic.get("/settings/messages")
def messages() -> ResponseReturnValue:
    codes = languages.of_clinic(g.clinic.languages)
    own = {
        key: [languages.of(code).name for code in codes if wording.ours(g.clinic, code, key)]
        for key in CHANGEABLE
    }
    english = languages.words("en", g.clinic.country).lines
    return render_template("clinic/settings/messages.html", own=own, lines=english)


@clinic.route("/settings/message", methods=["GET", "POST"])
def message() -> ResponseReturnValue:
    key = request.args.get("about", CHANGEABLE[0])
    if key not in CHANGEABLE:
        abort(404)
    form = wording_form(g.clinic, key)
    if form.validate_on_submit():
        with shown_on(form):
            wording.keep(current_session(), ours(), key, form.texts)
            if "preview" in request.form:
                current_session().rollback()
                return _page(form, key)
            return done("clinic.messages", ["words"], "The words are saved.")
    return _page(form, key)


def _page(form: WordingForm, key: str) -> ResponseReturnValue:
    lines = {code: _ours(code, key) for code in form.texts}
    return form_page("settings/message", form, key=key, lines=lines, gaps=sorted(wording.gaps(key)))


def _ours(code: str, key: str) -> tuple[str, ...]:
    return languages.words(code, g.clinic.country).lines[key]
