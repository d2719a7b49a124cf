from flask import g
from flask.typing import ResponseReturnValue

from pwa.care.house import logo
from pwa.clinic.forms.house import ColourForm, LogoForm
from pwa.clinic.guard import clinic
from pwa.clinic.refusal import shown_on
from pwa.clinic.views.settings.look import page
from pwa.clinic.views.settings.saved import done, ours
from pwa.web.session import current_session


@clinic.post("/settings/logo")
def change_logo() -> ResponseReturnValue:
    form = LogoForm()
    if form.validate():
        with shown_on(form):
            logo.put(current_session(), ours(), form.logo.data.read(logo.LONGEST + 1))
            return done("clinic.look", ["logo"], "The logo is saved.")
    shown = ColourForm(formdata=None, data={"colour": g.clinic.colour or ""})
    return page(shown, form)


@clinic.post("/settings/logo/remove")
def remove_logo() -> ResponseReturnValue:
    logo.remove(current_session(), ours())
    return done("clinic.look", ["logo"], "The logo is removed.")
