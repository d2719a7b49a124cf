from flask import g
from flask.typing import ResponseReturnValue

from pwa.care.house import colour, logo
from pwa.clinic.forms.house import ColourForm, LogoForm
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.refusal import shown_on
from pwa.clinic.views.settings.saved import save
from pwa.web.session import current_session


@clinic.route("/settings/look", methods=["GET", "POST"])
def look() -> ResponseReturnValue:
    form = ColourForm(data={"colour": g.clinic.colour or ""})
    if form.validate_on_submit():
        with shown_on(form):
            return save("clinic.look", "The colour is saved.", colour=form.chosen)
    return page(form, LogoForm(formdata=None))


def page(form: ColourForm, picture: LogoForm) -> ResponseReturnValue:
    """Both forms on their page, with what is there now."""
    ours = g.clinic.colour
    return form_page(
        "settings/look",
        form,
        picture=picture,
        pair=colour.pair(ours) if ours else None,
        logo=logo.address(current_session(), g.clinic_id),
        most=logo.LONGEST // 1024,
    )
