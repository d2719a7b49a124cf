from flask import g
from flask.typing import ResponseReturnValue

from pwa.care import languages
from pwa.clinic.forms.house import LanguagesForm
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.refusal import shown_on
from pwa.clinic.views.settings.saved import save


@clinic.route("/settings/languages", methods=["GET", "POST"])
def clinic_languages() -> ResponseReturnValue:
    form = LanguagesForm(data={"languages": list(languages.of_clinic(g.clinic.languages))})
    if form.validate_on_submit():
        with shown_on(form):
            return save("clinic.clinic_languages", languages=form.chosen)
    return form_page("settings/languages", form)
